import { expect, test } from 'vitest';

import { generateJsonSchemas } from './generate-json-schemas.ts';

test('the committed JSON Schemas match the valibot schemas', async () => {
  // After a change of a schema: `vitest run packages/core/src/events/json-schemas.test.ts -u`,
  // then read the difference as a subscriber would.
  await expect(generateJsonSchemas()).toMatchFileSnapshot('./json-schemas.gen.ts');
});
