import type { TransportResponse } from '@invoice-relay/core/source';

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

/** Whether an answer is one of Drupal, by its marks: those of version 7, and of later ones. */
export function isDrupal({
  headers,
  page,
}: {
  readonly headers: TransportResponse['headers'];
  readonly page: string;
}): boolean {
  return (
    /drupal/i.test(headers['x-generator'] ?? '') ||
    Object.keys(headers).some((name) => name.startsWith('x-drupal-')) ||
    // The birthday of Drupal's author, which it sends with every page.
    /19 Nov 1978/.test(headers['expires'] ?? '') ||
    /Drupal\.settings|content="Drupal|\/misc\/drupal\.js|\/sites\/(?:all|default)\//i.test(page)
  );
}

/** What a page is called; null when it has no name. */
export function titleOf(page: string): string | null {
  const title = /<title[^>]*>([^<]{1,200})/i.exec(page)?.[1] ?? '';
  return plainText(title) || null;
}
