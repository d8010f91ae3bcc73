/**
 * The file name in a `Content-Disposition` (RFC 6266), without any folder; null if there is none.
 */
export function readFileName(header: string | undefined): string | null {
  const extended = /filename\*\s*=\s*utf-8'[^']*'([^;\s]+)/i.exec(header ?? '')?.[1];
  const plain = /filename\s*=\s*(?:"([^"]*)"|([^;\s]+))/i.exec(header ?? '');
  const name = (extended && decode(extended)) ?? plain?.[1] ?? plain?.[2] ?? '';
  return name.split(/[/\\]/).at(-1)?.trim() || null;
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
