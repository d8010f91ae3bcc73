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

/** What a page is called; null when it has no name. */
export function titleOf(page: string): string | null {
  const title = /<title[^>]*>([^<]{1,200})/i.exec(page)?.[1] ?? '';
  return plainText(title) || null;
}
