import chromium from '@sparticuz/chromium';
import { chromium as playwright, selectors } from 'playwright-core';
import type { Browser } from 'playwright-core';

/** Opens a real Chromium from the npm registry; no system package is needed. */
export async function openBrowser(): Promise<Browser> {
  // The attribute that n8n's editor marks its parts with.
  selectors.setTestIdAttribute('data-test-id');
  return playwright.launch({
    executablePath: await chromium.executablePath(),
    // Meant for small cloud machines; a single process crashes on an editor as large as n8n's.
    args: chromium.args.filter((arg) => arg !== '--single-process'),
    headless: true,
  });
}
