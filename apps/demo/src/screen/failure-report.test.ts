import { expect, test } from 'vitest';

import { DemoFailure } from '../failure.ts';
import { reportFailure } from './failure-report.ts';
import { Screen } from './screen.ts';

function report(error: unknown): string {
  let written = '';
  const screen = new Screen({
    write: (text) => (written += text),
    style: (_style, text) => text,
  });
  const children = [
    { name: 'sandbox', endedByItself: false, lines: [] },
    { name: 'relay', endedByItself: true, lines: ['The relay cannot start.', '  - PORT: taken'] },
  ];
  reportFailure({ screen, error, where: 'at step 2', children, folder: '/tmp/demo' });
  return written;
}

test('reports the failed check, the actual state and the output of the children', () => {
  const text = report(new DemoFailure('All five came', { seen: 'four\nof five' }));
  expect(text).toContain('    ✗ All five came\n      actual: four\n      actual: of five\n');
  expect(text).toContain('The demo stopped at step 2.');
  expect(text).toContain('The sandbox is running without any output.');
  expect(text).toContain(
    'The relay exited unexpectedly with this last output:\n  The relay cannot start.\n    - PORT: taken\n',
  );
  expect(text).toContain('/tmp/demo');
});

test('reports the cause of an unexpected error', () => {
  const error = new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED') });
  expect(report(error)).toContain('✗ TypeError: fetch failed (connect ECONNREFUSED)');
  expect(report('odd')).toContain('✗ odd');
});
