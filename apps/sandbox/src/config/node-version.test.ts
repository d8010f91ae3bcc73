import { expect, it } from 'vitest';

import { requireNode } from './node-version.ts';

it.each(['18.20.0', '20.20.2', '22.13.1'])(
  'rejects Node %s and names the required version',
  (version) => {
    expect(() => requireNode(version)).toThrow(`Node ${version} is too old: use 22.14 or newer`);
  },
);

it.each(['22.14.0', '23.0.0', '24.21.0'])('accepts Node %s', (version) => {
  expect(() => requireNode(version)).not.toThrow();
});
