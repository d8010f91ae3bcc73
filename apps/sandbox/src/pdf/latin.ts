/** PDF's built-in fonts, which need no font file, only have Western European characters. */
export function latin(text: string): string {
  return text.replaceAll(/[^\u0020-\u007e\u00a0-\u00ff€‘’“”–—]/gu, '?');
}
