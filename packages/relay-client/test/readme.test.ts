import { readFileSync } from 'node:fs';

import { expect, test } from 'vitest';

import { createRelayClient } from '../src/index.ts';

/** The calls that the tables name: `events.list` names its group for those that follow, as in `get`. */
function callsInReadme(): ReadonlySet<string> {
  const text = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const rows = text.split('\n').filter((line) => line.startsWith('| `'));
  return new Set(
    rows.flatMap((row) => {
      let group = '';
      const names = [...(row.split(' | ')[0] ?? '').matchAll(/`(?:(\w+)\.)?(\w+)[^`]*`/g)];
      return names.map(([, ofGroup, name]) => {
        group = ofGroup === undefined ? group : `${ofGroup}.`;
        return `${group}${name}`;
      });
    }),
  );
}

test('the README names every call', () => {
  const relay = createRelayClient({
    baseUrl: 'https://relay.example.com',
    apiKey: 'irk_key',
    transport: () => Promise.reject(new Error('nobody is asked')),
  });
  const calls = Object.entries(relay).flatMap(([group, of]) =>
    typeof of === 'function'
      ? [group]
      : Object.keys(of as object).map((name) => `${group}.${name}`),
  );
  const named = callsInReadme();
  expect(calls.filter((call) => !named.has(call))).toEqual([]);
});
