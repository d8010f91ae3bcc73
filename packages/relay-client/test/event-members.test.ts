import { sourceEventSchema } from '@invoice-relay/core/events';
import { expect, test } from 'vitest';

import { relayEventSchema } from '../src/resources/events.ts';

type Members = { readonly entries: Readonly<Record<string, unknown>> };

test('the client knows every member that an event may have', () => {
  const { data } = (relayEventSchema as unknown as Members).entries;
  expect(Object.keys((data as Members).entries).toSorted()).toEqual(
    Object.keys(sourceEventSchema.entries.data.entries).toSorted(),
  );
});
