import { expect, test } from 'vitest';

import { generateFiles } from '../../generate/envoice/files.mts';
import { filesOfNodes } from '../shared/files-of-nodes.mts';

// After changing Envoice's operations or the generator, run `vitest run
// packages/n8n-nodes-invoice-relay/test/envoice/generated -u` and review the diff.
test.each([...generateFiles()])(
  'the committed %s is what the operations give',
  async (path, text) => {
    await expect(text).toMatchFileSnapshot(`../../nodes/Envoice/resources/${path}`);
  },
);

test('there is no other generated file', async () => {
  expect(await filesOfNodes('Envoice/resources/', '**/*.gen.ts')).toEqual(
    [...generateFiles().keys()].toSorted(),
  );
});
