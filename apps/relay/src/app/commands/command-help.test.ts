import { expect, test } from 'vitest';

import { commandNames, helpOf, usage } from './command-help.ts';

test('every command is listed, and has its own help', () => {
  expect(commandNames).toContain('move');
  for (const name of commandNames) {
    expect(usage()).toMatch(new RegExp(`^ {2}${name} `, 'm'));
    const help = helpOf(name) ?? '';
    expect(help).toMatch(new RegExp(`^Usage: invoice-relay ${name}\\b`));
    // Its own arguments and variables, and nothing of the others.
    expect(help).toMatch(/^Reads /m);
    for (const other of commandNames.filter((one) => one !== name)) {
      expect(help).not.toContain(`invoice-relay ${other}`);
    }
  }
});

test('help fits a terminal, and breaks lines between words', () => {
  for (const text of [usage(), ...commandNames.map((name) => helpOf(name) ?? '')]) {
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
    expect(text).not.toMatch(/[ \t]$/m);
    expect(text.endsWith('\n')).toBe(true);
  }
});

test('an unknown command has no help', () => {
  expect(helpOf('nonsense')).toBeUndefined();
  expect(helpOf('toString')).toBeUndefined();
});
