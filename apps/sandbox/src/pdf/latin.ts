/** PDF's own fonts, which need no file, have the letters of western Europe only. */
export function latin(text: string): string {
  return text.replaceAll(/[^\u0020-\u007e\u00a0-\u00ff€‘’“”–—]/gu, '?');
}
