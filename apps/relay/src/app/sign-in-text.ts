import { signInLinkMinutes } from '../http/resources/api-keys/sign-in-links.ts';

/** The output about sign-in links, line by line: one for each address, all of them for one use. */
export function signInText(links: readonly string[]): string[] {
  return [
    `Open this in a browser while the relay is running. It signs in once, within ${signInLinkMinutes} minutes:`,
    '',
    `  ${links.join('\n  ')}`,
    '',
  ];
}
