import { expect, test } from 'vitest';

import { models } from '../api/models.gen.ts';
import { restOf } from './extensions.ts';

test('keeps unknown members as they are, at every depth, but nothing that opens a document', () => {
  expect(
    restOf(
      JSON.parse(
        '{"Known":1,"New":{"Deep":[{"AccessToken":"x","Score":9.5}]},"AccessToken":"x","__proto__":{"a":1}}',
      ),
      { without: ['Known'] },
    ),
  ).toEqual({ New: { Deep: [{ Score: 9.5 }] } });
});

test('is empty for anything that is not an object', () => {
  expect([null, undefined, 'text', 7].map((value) => restOf(value, { without: [] }))).toEqual([
    {},
    {},
    {},
    {},
  ]);
});

const kept = Object.entries(models).filter(([name]) =>
  /^(Invoice|Estimation|Order|Client|Currency).*(Details|Item|Payment|Recurring|Attachment)ApiModel$/.test(
    name,
  ),
);

test('integers given as text become numbers again, and texts stay texts', () => {
  expect(kept.length).toBeGreaterThan(10);
  for (const [model, { properties = {} }] of kept) {
    for (const [member, { type, format }] of Object.entries(properties)) {
      const copy = restOf({ [member]: '12' }, { without: [] })[member];
      const isSecret = copy === undefined;
      expect([model, member, isSecret || typeof copy]).toEqual([
        model,
        member,
        isSecret || (type === 'integer' && format !== 'double' ? 'number' : 'string'),
      ]);
    }
  }
});
