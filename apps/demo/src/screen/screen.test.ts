import { expect, test } from 'vitest';

import { DemoFailure } from '../failure.ts';
import { Screen } from './screen.ts';

function screenWith(style: (style: string, text: string) => string) {
  let written = '';
  const screen = new Screen({ write: (text) => (written += text), style });
  return { screen, written: () => written };
}

test('numbers the steps and marks passed checks', () => {
  const { screen, written } = screenWith((_style, text) => text);
  screen.step('The relay', 'It keeps everything in one file.', 'Nothing else is needed.');
  screen.check('It runs', { holds: true });
  screen.detail('http://127.0.0.1:4100');
  screen.step('A connection');
  expect(written()).toBe(`
 1. The relay
    It keeps everything in one file.
    Nothing else is needed.
    ✓ It runs
      http://127.0.0.1:4100

 2. A connection
`);
  expect([screen.steps, screen.checks]).toEqual([2, 1]);
});

test('a failed check throws with the actual state and is not marked', () => {
  const { screen, written } = screenWith((_style, text) => text);
  const failing = () => screen.check('All five came', { holds: false, otherwise: () => 'four' });
  expect(failing).toThrow(expect.objectContaining({ message: 'All five came', seen: 'four' }));
  expect(failing).toThrow(DemoFailure);
  expect(written()).toBe('');
  expect(screen.checks).toBe(0);
});

test('applies the given style to texts, but not to the layout', () => {
  const { screen, written } = screenWith((style, text) => `<${style}>${text}</${style}>`);
  screen.came('It runs');
  screen.cross('It does not');
  screen.detail('why');
  expect(written().split('\n')).toEqual([
    '    <green>✓</green> It runs',
    '    <red>✗</red> It does not',
    '      <dim>why</dim>',
    '',
  ]);
});
