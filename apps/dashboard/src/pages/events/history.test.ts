import type { RelayEvent } from '@invoice-relay/relay-client';
import { expect, test } from 'vitest';

import { aboutWhat, historyFilter, historyHref } from './history.ts';

const about = (data: object) => historyHref({ data } as unknown as RelayEvent);
const subject = { kind: 'invoice', id: '20/26 & more', number: 'INV-7' };

test('the history of an invoice filters by its kind, id and connection', () => {
  const href = about({ subject, source: 'envoice', connectionId: 'con_1' }) ?? '';
  const asked = Object.fromEntries(new URL(href, 'http://relay').searchParams);
  expect(asked).toEqual({ kind: 'invoice', subject: '20/26 & more', connection: 'con_1' });
  expect(historyFilter(asked)).toEqual({ subjectKind: 'invoice', subjectId: '20/26 & more' });
});

test('events without a subject have no history, and those about the relay itself have no connection', () => {
  expect(about({ subject: null, source: 'envoice', connectionId: 'con_1' })).toBeUndefined();
  expect(about({ subject, source: 'relay', connectionId: 'relay' })).not.toContain('connection=');
  expect(historyFilter({ search: 'INV-7' })).toEqual({});
});

test('events of a previous filter do not name the subject of a history', () => {
  const filter = { subjectKind: 'invoice', subjectId: '9' } as const;
  const eventAbout = (of: object) => ({ data: { subject: of } }) as unknown as RelayEvent;
  const other = eventAbout({ kind: 'invoice', id: '8', number: 'INV-8' });
  expect(aboutWhat(filter, [other])).toBe('invoice 9');
  expect(aboutWhat(filter)).toBe('invoice 9');
  const own = eventAbout({ kind: 'invoice', id: '9', number: 'INV-9' });
  expect(aboutWhat(filter, [other, own])).toBe('invoice INV-9');
});
