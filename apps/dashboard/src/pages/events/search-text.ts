/** Maximum length that the API accepts. Characters. */
export const longestSearch = 200;

/** Normalizes typed or pasted text for the API. */
export function searchText(typed: string | undefined): string {
  return (typed ?? '')
    .replaceAll(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, longestSearch)
    .trim();
}
