import { describeScheme } from '@invoice-relay/core/signature';
import type { SchemeDetection, SignatureScheme } from '@invoice-relay/core/signature';

const lineLength = 80;

const titles: Readonly<Record<SchemeDetection['result'], string>> = {
  one: 'Found: this is how Envoice signs for your account.',
  several: 'Not certain yet: several ways of signing fit this webhook.',
  none: 'Not found: no way of signing fits this webhook.',
};

/** Explains the result and the next steps to people who are not programmers. */
export function report(detection: SchemeDetection): string {
  return [
    titles[detection.result],
    ...detection.matches.slice(0, 5).map((scheme) => `  ${describeScheme(scheme)}`),
    '',
    wrap(detection.explanation),
    '',
    'What to do next',
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
      'If your connection has the scheme "auto", as it has unless told otherwise, there is\n' +
        '   nothing to do: the relay finds the same with the first webhook.',
      `To set it by hand, put the id of your connection (con_…) into this command:\n\n${setCommand(scheme)}`,
    ];
  }
  if (result === 'several') {
    return [
      'Check that you gave the auth key as key and the auth secret as secret, and not one of\n' +
        '   them twice.',
      'Capture another webhook, of another activity, and run this again with it.',
    ];
  }
  const askEnvoice = `let the relay ask Envoice about every webhook instead of checking\n   signatures. Put the id of your connection (con_…) into this command:\n\n${changeCommand('{"verification": {"mode": "callback"}}')}`;
  if (withoutSecret.length > 0) return [`Do not rely on this signature: ${askEnvoice}`];
  return [
    'Capture another webhook as its raw body: in a request inspector choose "raw" or "raw\n' +
      '   content", and save that to a file without opening it in an editor.',
    "Copy key and secret once more from Envoice's account settings, API tab, and run this\n" +
      '   again.',
    `If nothing helps, ${askEnvoice}`,
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
