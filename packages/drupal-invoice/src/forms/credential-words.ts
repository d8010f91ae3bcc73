import { fieldOf } from './labels.ts';
import type { Labels } from './labels.ts';

/** What a form calls the parts of the credentials. */
export interface CredentialWords {
  readonly baseUrl: string;
  readonly username: string;
  readonly password: string;
  readonly headerName: string;
  readonly headerValue: string;
  /** Where they all are: `the credentials`. */
  readonly all: string;
}

/** Behind this stand the words of the site, which stay as they are. */
const siteSays = / The site says: | PHP error: /;
/** The module's own names, as no sentence has them. */
const memberNames = /\bitems\[\d+\](?:\.\w+)?|\b[a-z]+_[a-z]+\b/g;

/**
 * A message of the client as people read it who know the forms, and no code.
 *
 * @param labels where the form of an invoice has words of its own
 */
export function inWordsOfForm(
  message: string,
  words: CredentialWords,
  labels: Labels = {},
): string {
  const text = message.replace(/^(?:test|invoices\.\w+): /, '');
  const end = siteSays.exec(text)?.index ?? text.length;
  const ours = replacements(words).reduce(
    (said, [ofClient, ofForm]) => said.replace(ofClient, ofForm),
    text.slice(0, end).replaceAll(memberNames, (member) => fieldOf(member, labels)),
  );
  const told = `${ours}${text.slice(end)}`;
  return told.startsWith('http') ? told : `${told.charAt(0).toUpperCase()}${told.slice(1)}`;
}

/** What the client calls the credentials, the longer first. */
function replacements(
  words: CredentialWords,
): readonly (readonly [ofClient: RegExp, ofForm: string])[] {
  const { all } = words;
  return [
    [/\bauth\.username\b/g, words.username],
    [/\bauth\.password\b/g, words.password],
    [/\bheader\.name\b/g, words.headerName],
    [/\bheader\.value\b/g, words.headerValue],
    [/\b(?:credentials\.)?auth\b/g, all],
    [/\bbaseUrl\b/g, words.baseUrl],
  ];
}
