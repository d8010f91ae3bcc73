import { expect, test } from 'vitest';

import { readDescription } from './generate-description.ts';
import { generateModels, generateOperations, listOperations } from './generate-operations.ts';
import { generateResources } from './generate-resources.ts';
import { generateSchema } from './generate-schema.ts';

// After a change of the description or of a generator: run
// `vitest run packages/envoice/src/api -u`, then review the diff.
const description = readDescription();

test('the committed types match the description', async () => {
  await expect(await generateSchema(description)).toMatchFileSnapshot('./schema.gen.ts');
});

test('the committed operations match the description', async () => {
  await expect(generateOperations(description)).toMatchFileSnapshot('./operations.gen.ts');
});

test('the committed models match the description', async () => {
  await expect(generateModels(description)).toMatchFileSnapshot('./models.gen.ts');
});

test('the committed methods of the client match the operations', async () => {
  const operations = listOperations(description);
  const models = description.components.schemas;
  await expect(generateResources({ operations, models })).toMatchFileSnapshot(
    '../client/resources.gen.ts',
  );
});
