import chromium from '@sparticuz/chromium';
import { chromium as playwright } from 'playwright-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';

/** Arguments of that Chromium for small cloud machines, which users' browsers don't have. */
const unlikePeoples: ReadonlySet<string> = new Set([
  // A single process.
  '--single-process',
  // Disables the same-origin policy and the `Origin` header.
  '--disable-web-security',
  '--allow-running-insecure-content',
  // A software GPU: it keeps a core busy for every few pages, with nothing to draw.
  '--in-process-gpu',
  '--ignore-gpu-blocklist',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
]);

/** A real Chromium from the npm registry: no system package is needed. */
export async function openBrowser(): Promise<Browser> {
  return playwright.launch({
    executablePath: await chromium.executablePath(),
    args: [...chromium.args.filter((arg) => !unlikePeoples.has(arg)), '--disable-gpu'],
    headless: true,
  });
}

export interface Look {
  readonly width: number;
  readonly scheme: 'light' | 'dark';
}

/** A page, with a record of what it must not do. */
export interface WatchedPage {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Requests to other hosts, violations of the page's policy, and script errors. */
  readonly faults: readonly string[];
}

export async function openPage(options: {
  readonly browser: Browser;
  /** Origin of the relay, the only host that may be called. */
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
  // Nothing takes as long as this if it works, not even on a small machine with a lot of other work.
  context.setDefaultTimeout(200_000);
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
