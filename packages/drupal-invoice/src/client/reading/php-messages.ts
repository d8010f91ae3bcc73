import { plainText } from './plain-text.ts';

const label =
  '(?:Fatal error|Parse error|Warning|Notice|Deprecated|Strict Standards|Core warning|' +
  'Compile warning|User (?:error|warning|notice|deprecated)|(?:Recoverable|Catchable) fatal error)';

/** As PHP writes them with `html_errors`, and without. */
const inHtml = new RegExp(
  `(?:<br ?/?>\\s*)?<b>${label}</b>:[\\s\\S]{1,8000}?(?:on line <b>\\d+</b>|$)(?:<br ?/?>)?`,
  'gi',
);
const inText = new RegExp(
  `^[ \\t]*(?:PHP )?${label}:[\\s\\S]{1,8000}?(?:on line \\d+[ \\t]*$|(?![\\s\\S]))`,
  'gim',
);

/** Drupal's report of an uncaught exception. */
const ofDrupal =
  /(?:PDO|Entity\w*|Database\w*)?Exception: [^\n]{1,500}|The website encountered an unexpected error[^\n<]*/;

/** Removes PHP's own messages (warnings, notices, errors) from a response. */
export function takePhpMessages(text: string): {
  /** The rest of the response. */
  readonly rest: string;
  /** Without tags, in order. */
  readonly messages: readonly string[];
} {
  const messages: string[] = [];
  const take = (message: string): string => {
    messages.push(plainText(message));
    return '';
  };
  const rest = text.replaceAll(inHtml, take).replaceAll(inText, take).trim();
  if (messages.length > 0) return { rest, messages };
  const said = ofDrupal.exec(text)?.[0];
  return { rest, messages: said === undefined ? [] : [plainText(said)] };
}
