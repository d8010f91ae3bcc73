/**
 * uPlot passes the browser's language to `Intl` on load. Chromium on a system without a locale
 * (`LANG=C`) reports `en-US@posix`, which `Intl` rejects: nothing would be drawn at all.
 */
if (!isUsable(navigator.language)) {
  Object.defineProperty(navigator, 'language', { value: 'en', configurable: true });
}

function isUsable(language: string): boolean {
  try {
    return Intl.getCanonicalLocales(language).length > 0;
  } catch {
    return false;
  }
}
