/** What the API takes. Characters. */
export const longestSearch = 200;

/** What somebody typed or pasted, as the API takes it; empty when it is nothing. */
export function searchText(typed: string | undefined): string {
  return (typed ?? '')
    .replaceAll(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, longestSearch)
    .trim();
}
