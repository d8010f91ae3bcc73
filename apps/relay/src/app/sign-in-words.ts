import { signInLinkMinutes } from '../http/resources/api-keys/index.ts';

/** What is said of sign-in links, line by line: one for each address, all of them good for one. */
export function signInWords(links: readonly string[]): string[] {
  return [
    `Open this in a browser while the relay is running. It signs in once, within ${signInLinkMinutes} minutes:`,
    '',
    `  ${links.join('\n  ')}`,
    '',
  ];
}
