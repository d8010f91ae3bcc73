import { expect, test } from 'vitest';

import vendorTable from '../../test/fixtures/activity-types.json' with { type: 'json' };
import vendorEnum from '../../test/fixtures/openapi-activity-type.json' with { type: 'json' };
import { activityTypes, findActivityType } from './activity-types.ts';

test('the table is in the order of the vendor’s OpenAPI description', () => {
  expect(activityTypes.map(({ name }) => name)).toEqual(vendorEnum.enum);
  expect(activityTypes).toHaveLength(49);
});

test('each type becomes the event that was decided for it', () => {
  const rows = activityTypes.map(({ name, attributes, ...rest }, ordinal) => ({
    ordinal,
    activityType: name,
    ...rest,
    ...(Object.keys(attributes).length > 0 && { attributes }),
  }));
  expect(rows).toEqual(vendorTable.types);
});

test.each(vendorTable.types)('finds $activityType by number, text and name', (row) => {
  const { ordinal, activityType } = row;
  for (const type of [ordinal, String(ordinal), activityType, activityType.toUpperCase()]) {
    expect(findActivityType(type)?.name).toBe(activityType);
  }
});

test.each([49, -1, 11.5, Number.NaN, '49', '-1', '11.0', '', 'Eaten', '__proto__', 'constructor'])(
  'does not know the type %j',
  (type) => expect(findActivityType(type)).toBeUndefined(),
);
