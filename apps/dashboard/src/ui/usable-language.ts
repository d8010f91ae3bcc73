/**
 * uPlot asks `Intl` for the browser's language while it is loaded. Chromium on a system without a
 * locale (`LANG=C`) calls it `en-US@posix`, which `Intl` refuses: nothing would be drawn at all.
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
