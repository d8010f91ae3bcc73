import { expect, test } from 'vitest';

import { readCommand } from './command-line.ts';

test.each([
  [[], { kind: 'run', once: false }],
  [['--once'], { kind: 'run', once: true }],
  [['--help'], { kind: 'help' }],
  [['-h', '--once'], { kind: 'help' }],
])('%j', (args, command) => expect(readCommand(args)).toEqual(command));

test.each([[['--twice']], [['once']], [['--once=yes']]])('rejects %j', (args) => {
  expect(readCommand(args)).toEqual({ kind: 'wrong', message: expect.stringMatching(/./) });
});
