import { plainText } from './plain-text.ts';

/** Whether a text is a web page, with or without something in front of it. */
export function isWebPage(text: string): boolean {
  return text.trimStart().startsWith('<') || /<!doctype html|<html[\s>]/i.test(text);
}

/**
 * Whether this is Drupal's own login page, rather than a page with a small login form in a corner.
 */
export function isDrupalLogin(page: string): boolean {
  return /\bid="user-login"|name="form_id"\s+value="user_login"|value="user_login"\s+name="form_id"/i.test(
    page,
  );
}

/** Whether this is a login page, of Drupal or of something in front of it. */
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
 * Whether this page comes from Drupal, rather than from a proxy, a firewall or a hosting provider
 * in front of it: by the headers that Drupal sends, or by what its themes put into every page.
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

/** The title of a page; null if it has none. */
export function titleOf(page: string): string | null {
  const title = /<title[^>]*>([^<]{1,200})/i.exec(page)?.[1] ?? '';
  return plainText(title) || null;
}
