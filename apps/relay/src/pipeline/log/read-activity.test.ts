import { PayloadError } from '@invoice-relay/core/errors';
import { expect, test } from 'vitest';

import { readingProblem } from './read-activity.ts';

const token = 'Zk3uQ9bT'.repeat(16);

/** The message of `JSON.parse` for a text. */
function parseError(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    return error;
  }
}

test.each<[string, unknown]>([
  ['of a text with a link at its begin', parseError(`https://vendor.example/?token=${token}`)],
  ['of a text with a link around the fault', parseError(`{"Link": "${token}\n"}`)],
  ['of a text that is cut', parseError(`{"Link": "${token}`)],
  ['of a schema', new TypeError(`Expected URL but received "https://vendor.example/${token}"`)],
  ['in single quotes', new TypeError(`cannot read '${token}'`)],
  ['without quotes', new RangeError(`no such page: https://vendor.example/?t=${token}`)],
])('an error that quotes the activity is reported without the quote: %s', (_, error) => {
  const { reason, detail } = readingProblem(error, { source: 'example', doing: 'normalize' });
  expect(reason).toBe('source_failed');
  expect(detail).toContain('The source "example" failed in normalize()');
  for (let at = 0; at < token.length - 8; at += 1) {
    expect(detail).not.toContain(token.slice(at, at + 8));
  }
});

test('a source’s own messages are reported in full', () => {
  const missing = new TypeError("Cannot read properties of undefined (reading 'Id')");
  expect(readingProblem(missing, { source: 'example', doing: 'parse' }).detail).toContain(
    missing.message,
  );
  const error = new PayloadError('payload_unreadable', 'The member "Activity" is no object.');
  expect(readingProblem(error, { source: 'example', doing: 'parse' })).toEqual({
    reason: 'payload_unreadable',
    detail: `The source "example" cannot read this (payload_unreadable): ${error.message}`,
  });
});
