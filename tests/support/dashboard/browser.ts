import chromium from '@sparticuz/chromium';
import { chromium as playwright } from 'playwright-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';

/** Arguments of that Chromium for small machines in clouds, which the browsers of people do not have. */
const unlikePeoples: ReadonlySet<string> = new Set([
  // One process for all.
  '--single-process',
  // No rule of what a page of one site may do with another, and no `Origin` in its calls.
  '--disable-web-security',
  '--allow-running-insecure-content',
]);

/** A real Chromium, from the npm registry: no system package is needed. */
export async function openBrowser(): Promise<Browser> {
  return playwright.launch({
    executablePath: await chromium.executablePath(),
    args: chromium.args.filter((arg) => !unlikePeoples.has(arg)),
    headless: true,
  });
}

export interface Look {
  readonly width: number;
  readonly scheme: 'light' | 'dark';
}

/** A page of its own, and what it did that no page may do. */
export interface WatchedPage {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Requests to another host, what the policy of the page kept out, and errors of its scripts. */
  readonly faults: readonly string[];
}

export async function openPage(options: {
  readonly browser: Browser;
  /** Where the relay is: the only host that may be asked. */
  readonly origin: string;
  readonly look?: Look;
}): Promise<WatchedPage> {
  const { browser, origin, look = { width: 1440, scheme: 'light' } } = options;
  const context = await browser.newContext({
    baseURL: origin,
    viewport: { width: look.width, height: 900 },
    colorScheme: look.scheme,
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.origin !== origin && url.protocol !== 'data:') faults.push(`asked ${url.origin}`);
  });
  page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) faults.push(message.text());
  });
  page.on('pageerror', (error) => void faults.push(String(error.stack)));
  page.on('dialog', (dialog) => {
    faults.push(`a script spoke: ${dialog.message()}`);
    void dialog.dismiss();
  });
  return { page, context, faults };
}
