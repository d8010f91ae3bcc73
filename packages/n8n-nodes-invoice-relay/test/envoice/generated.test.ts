import { expect, test } from 'vitest';

import { generateFiles } from '../../generate/envoice/files.mts';

// After a change of Envoice's operations or of the generator:
// `vitest run packages/n8n-nodes-invoice-relay/test/envoice/generated -u`, then read the difference.
test.each([...generateFiles()])(
  'the committed %s is what the operations give',
  async (path, text) => {
    await expect(text).toMatchFileSnapshot(`../../nodes/Envoice/resources/${path}`);
  },
);
