import { describeScheme } from '@invoice-relay/core/signature';
import type { SchemeDetection, SignatureScheme } from '@invoice-relay/core/signature';

const lineLength = 80;

const titles: Readonly<Record<SchemeDetection['result'], string>> = {
  one: 'Found: this is the signature scheme for your account.',
  several: 'Ambiguous: several signature schemes match this webhook.',
  none: 'Not found: no signature scheme matches this webhook.',
};

/** Explains the result and the next steps to people who are not programmers. */
export function report(detection: SchemeDetection): string {
  return [
    titles[detection.result],
    ...detection.matches.slice(0, 5).map((scheme) => `  ${describeScheme(scheme)}`),
    '',
    wrap(detection.explanation),
    '',
    'Next steps',
    ...nextSteps(detection).map((step, index) => `${index + 1}. ${step}`),
    '',
  ].join('\n');
}

/** Returns the result as JSON. */
export function reportJson(detection: SchemeDetection): string {
  const { result, matches, explanation, tried } = detection;
  const described = matches.map((scheme) => ({ scheme, description: describeScheme(scheme) }));
  return `${JSON.stringify({ result, matches: described, explanation, tried }, null, 2)}\n`;
}

function nextSteps({ result, matches, withoutSecret }: SchemeDetection): string[] {
  const [scheme] = matches;
  if (result === 'one' && scheme !== undefined) {
    return [
      'If your connection has the scheme "auto", which is the default, there is nothing\n' +
        '   to do: the relay finds the same scheme with the first webhook.',
      `To set it manually, run this command with the id of your connection (con_…):\n\n${setCommand(scheme)}`,
    ];
  }
  if (result === 'several') {
    return [
      'Check that you passed the auth key as the key and the auth secret as the secret,\n' +
        '   not the same value twice.',
      'Capture a webhook of another activity, and run this command with it.',
    ];
  }
  const askEnvoice = `let the relay confirm every webhook with Envoice instead of verifying\n   signatures. Run this command with the id of your connection (con_…):\n\n${changeCommand('{"verification": {"mode": "callback"}}')}`;
  if (withoutSecret.length > 0) return [`Do not rely on this signature: ${askEnvoice}`];
  return [
    'Capture the raw body of another webhook: in a request inspector, choose "raw" or\n' +
      '   "raw content", and save it to a file without opening it in an editor.',
    "Copy the key and the secret again from the API tab of Envoice's account settings,\n" +
      '   and run this command again.',
    `If nothing else works, ${askEnvoice}`,
  ];
}

function setCommand(scheme: SignatureScheme): string {
  return changeCommand(JSON.stringify({ verification: { mode: 'signature', scheme } }));
}

/** The body is in single quotes for the shell, so it must not contain unescaped ones. */
function changeCommand(body: string): string {
  return [
    '   curl -X PATCH http://127.0.0.1:4100/v1/connections/con_… \\',
    '     -H "Authorization: Bearer $RELAY_API_KEY" -H "Content-Type: application/json" \\',
    `     -d '${body.replaceAll("'", String.raw`\u0027`)}'`,
  ].join('\n');
}

function wrap(text: string): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > lineLength) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line].join('\n');
}
