import type { JsonObject } from '@invoice-relay/core/events';
import type { Activity, AnySource } from '@invoice-relay/core/source';
import { expect, test } from 'vitest';

import { exampleSource, openResources } from '../support/resources.ts';
import { findLogConnection } from '../../src/database/tables/log-connections.ts';
import { learnFacts } from '../../src/pipeline/learning/learn-facts.ts';

const token = 'Zk3'.repeat(40);
const link = `https://vendor.example/shared?token=${token}`;

function activity(id: string): Activity {
  return { id, raw: new TextEncoder().encode(id), seenAt: '2026-11-20T10:00:00.000Z' };
}

/** Has a source learn from activities with these ids, one after the other. */
async function learn(options: {
  readonly learn: NonNullable<AnySource['learn']>;
  readonly ids?: readonly string[];
}) {
  await using relay = await openResources();
  const { id: connectionId } = await relay.connect();
  const source: AnySource = {
    ...exampleSource,
    learn: options.learn,
    normalize: ({ id }, { facts } = {}) => [
      {
        type: facts?.[id] === 'paid' ? 'invoice.paid' : 'activity.unknown',
        timestamp: '2026-11-20T10:00:00Z',
        subject: null,
        attributes: {},
        activity: { id, type: id, message: null, link: null, createdAt: null },
      },
    ],
  };
  const activities = (options.ids ?? ['1']).map((id) => ({
    webhook: activity(id),
    api: activity(id),
  }));
  const result = await relay.database.write((tx) =>
    learnFacts(tx, { connectionId, source, activities }),
  );
  const kept = await relay.database.read((tx) => findLogConnection(tx, connectionId));
  const url = `/v1/connections/${connectionId}`;
  const { notes } = (await relay.call({ url, key: relay.keys.read })).json;
  return { result, facts: kept?.facts, notes };
}

test('each activity is learned from with the facts of those before it', async () => {
  const seen: (JsonObject | null)[] = [];
  const { result, facts, notes } = await learn({
    ids: ['1', '2', '3'],
    learn: ({ facts: known, sameActivity: { webhook } }) => {
      seen.push(known);
      return webhook.id === '2'
        ? undefined
        : { facts: { ...known, [webhook.id]: 'paid' }, notes: [`${webhook.id} is paid.`] };
    },
  });
  expect(seen).toEqual([null, { 1: 'paid' }, { 1: 'paid' }]);
  expect(facts).toEqual({ 1: 'paid', 3: 'paid' });
  expect(notes).toEqual(['1 is paid.', '3 is paid.']);
  expect(result).toEqual({ notes, hasMisread: true, problem: null });
});

test('an activity that changes no event asks for no corrections', async () => {
  const { result } = await learn({ learn: () => ({ facts: { clock: 1 }, notes: ['An hour.'] }) });
  expect(result.hasMisread).toBe(false);
});

test('a source that fails at one activity learns from the others, and is named', async () => {
  const { result, facts } = await learn({
    ids: ['1', '2'],
    learn: ({ sameActivity: { webhook } }) => {
      if (webhook.id === '1') throw new TypeError(`cannot read ${link}`);
      return { facts: { 2: 'paid' }, notes: [] };
    },
  });
  expect(facts).toEqual({ 2: 'paid' });
  expect(result.problem).toMatch(/^The source "example" failed in learn\(\).*cannot read https/);
  expect(result.problem).not.toContain(token);
});

test('excessive facts are not kept', async () => {
  const { result, facts } = await learn({
    learn: () => ({ facts: { much: 'x'.repeat(70_000) }, notes: ['Much.'] }),
  });
  expect(facts).toBeNull();
  expect(result.notes).toEqual([]);
  expect(result.problem).toContain('characters of facts');
});

test('notes are limited in number and length, and contain no link', async () => {
  const ids = Array.from({ length: 60 }, (_, index) => String(index + 1));
  const { notes } = await learn({
    ids,
    learn: ({ sameActivity: { webhook } }) => ({
      facts: { last: webhook.id },
      notes: [`${webhook.id}: ${link} ${'x'.repeat(2_000)}`],
    }),
  });
  expect(notes).toHaveLength(50);
  expect(notes.at(-1)).toMatch(/^60: /);
  expect(notes.join('')).not.toContain(token);
  expect(Math.max(...notes.map((note: string) => note.length))).toBeLessThanOrEqual(500);
});
