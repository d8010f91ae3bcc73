import { fieldOf } from './labels.ts';
import type { Labels } from './labels.ts';

/** What a form calls the parts of the credentials. */
export interface CredentialLabels {
  readonly baseUrl: string;
  readonly username: string;
  readonly password: string;
  readonly headerName: string;
  readonly headerValue: string;
  /** All of them together: `the credentials`. */
  readonly all: string;
}

/** Whatever follows comes from the site, and stays as it is. */
const siteSays = / The site says: | PHP error: /;
/** The module's own member names, which do not occur in plain sentences. */
const memberNames = /\bitems\[\d+\](?:\.\w+)?|\b[a-z]+_[a-z]+\b/g;

/**
 * Rewrites a message of the client for users who know the forms rather than the code.
 *
 * @param labels if the form of an invoice has its own labels
 */
export function inWordsOfForm(
  message: string,
  credentials: CredentialLabels,
  labels: Labels = {},
): string {
  const text = message.replace(/^(?:test|invoices\.\w+): /, '');
  const end = siteSays.exec(text)?.index ?? text.length;
  const own = replacements(credentials).reduce(
    (rewritten, [ofClient, ofForm]) => rewritten.replace(ofClient, ofForm),
    text.slice(0, end).replaceAll(memberNames, (member) => fieldOf(member, labels)),
  );
  const inForm = `${own}${text.slice(end)}`;
  return inForm.startsWith('http') ? inForm : `${inForm.charAt(0).toUpperCase()}${inForm.slice(1)}`;
}

/** The client's names for the credentials, the longer first. */
function replacements(
  credentials: CredentialLabels,
): readonly (readonly [ofClient: RegExp, ofForm: string])[] {
  const { all } = credentials;
  return [
    [/\bauth\.username\b/g, credentials.username],
    [/\bauth\.password\b/g, credentials.password],
    [/\bheader\.name\b/g, credentials.headerName],
    [/\bheader\.value\b/g, credentials.headerValue],
    [/\b(?:credentials\.)?auth\b/g, all],
    [/\bbaseUrl\b/g, credentials.baseUrl],
  ];
}
