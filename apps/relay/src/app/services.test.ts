import { expect, test } from 'vitest';

import { Services } from './services.ts';
import type { Service } from './services.ts';

function service(options: { readonly name: string; readonly told: string[] }): Service {
  const { name, told } = options;
  return {
    start: () => void told.push(`${name} starts`),
    async stop({ graceMs }) {
      told.push(`${name} stops within ${graceMs} ms`);
    },
  };
}

test('if one cannot start, those that were started are stopped, and it too, once', async () => {
  const told: string[] = [];
  const services = new Services();
  const failing: Service = {
    ...service({ name: 'two', told }),
    start: () => Promise.reject(new Error('disk full')),
  };
  const starting = services.start([
    service({ name: 'one', told }),
    failing,
    service({ name: 'three', told }),
  ]);
  await expect(starting).rejects.toThrow('disk full');
  await Promise.all([services.stop({ graceMs: 1 }), services.stop({ graceMs: 2 })]);
  expect(told).toEqual(['one starts', 'one stops within 1 ms', 'two stops within 1 ms']);
});
