import { plainText } from './plain-text.ts';

/** Whether a text is a page for people, with or without something in front of it. */
export function isWebPage(text: string): boolean {
  return text.trimStart().startsWith('<') || /<!doctype html|<html[\s>]/i.test(text);
}

/** The page on which one logs in to Drupal: not one that has a small form for it in a corner. */
export function isDrupalLogin(page: string): boolean {
  return /\bid="user-login"|name="form_id"\s+value="user_login"|value="user_login"\s+name="form_id"/i.test(
    page,
  );
}

/** A page on which one logs in, to Drupal or to something in front of it. */
export function isLogin(page: string): boolean {
  if (isDrupalLogin(page)) return true;
  return (
    /<input\b[^>]*\btype=["']?password\b/i.test(page) &&
    !/user[_-]login[_-](?:block|form)/i.test(page)
  );
}

export function isMaintenance(page: string): boolean {
  return /\bmaintenance\b/i.test(plainText(page));
}

/**
 * Whether Drupal made this page, and not a proxy, a firewall or a hoster in front of it: by the
 * headers that Drupal sends, or by what its themes put into every page.
 */
export function isDrupalPage(
  page: string,
  headers: Readonly<Record<string, string | undefined>>,
): boolean {
  return (
    /\bdrupal\b/i.test(headers['x-generator'] ?? '') ||
    Object.keys(headers).some((name) => name.startsWith('x-drupal-')) ||
    /<meta\b[^>]*\bcontent="Drupal |\bDrupal\.settings\b|\/misc\/drupal\.js\b|data-drupal-/i.test(
      page,
    ) ||
    isDrupalLogin(page)
  );
}

/** What a page is called; null when it has no name. */
export function titleOf(page: string): string | null {
  const title = /<title[^>]*>([^<]{1,200})/i.exec(page)?.[1] ?? '';
  return plainText(title) || null;
}
