import { Writable } from 'node:stream';

import { Logger } from '@nestjs/common';
import { expect, test } from 'vitest';

import { createLogger } from '../operations/logger.ts';
import { nestLogger } from './nest-logger.ts';

function open(level: string) {
  const lines: Record<string, unknown>[] = [];
  const destination = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(JSON.parse(chunk.toString()));
      done();
    },
  });
  const logger = new Logger('Speaker');
  Logger.overrideLogger(nestLogger(createLogger({ level, destination })));
  return { logger, lines };
}

test('Nest’s startup messages are for debugging; its problems are not', () => {
  const { logger, lines } = open('info');
  logger.log('Mapped {/v1/things, GET} route');
  logger.warn('This is odd.');
  logger.error(new TypeError('It is broken.'));
  expect(lines).toMatchObject([
    { level: 'warn', context: 'Speaker', msg: 'This is odd.' },
    { level: 'error', context: 'Speaker', msg: 'It is broken.', err: { type: 'TypeError' } },
  ]);
});

test('everything is available on request', () => {
  const { logger, lines } = open('trace');
  logger.log('one');
  logger.verbose('two');
  expect(lines.map(({ level, msg }) => [level, msg])).toEqual([
    ['debug', 'one'],
    ['trace', 'two'],
  ]);
});
