import chromium from '@sparticuz/chromium';
import { chromium as playwright, selectors } from 'playwright-core';
import type { Browser } from 'playwright-core';

/** A real Chromium, from the npm registry: no system package is needed. */
export async function openBrowser(): Promise<Browser> {
  // As n8n's editor marks its parts.
  selectors.setTestIdAttribute('data-test-id');
  return playwright.launch({
    executablePath: await chromium.executablePath(),
    // One process for all is for small machines in clouds, and falls over with an editor as large as n8n's.
    args: chromium.args.filter((arg) => arg !== '--single-process'),
    headless: true,
  });
}
