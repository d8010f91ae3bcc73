import type { Create } from 'zapier-platform-core';

import { documentCreates } from './documents/index.ts';
import { thingCreates } from './things/index.ts';

/** By key: `create_invoice`. */
export const creates: Readonly<Record<string, Create>> = Object.fromEntries(
  [...documentCreates, ...thingCreates].map((create) => [create.key, create]),
);
