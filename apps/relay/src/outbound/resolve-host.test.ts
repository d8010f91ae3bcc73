import { describe, expect, it, vi } from 'vitest';

import { createSystemResolver } from './resolve-host.ts';

type Lookup = NonNullable<NonNullable<Parameters<typeof createSystemResolver>[0]>['lookup']>;

describe('the system resolver', () => {
  it('returns all addresses of a name', async () => {
    const lookup = vi.fn<Lookup>(async () => [
      { address: '192.0.2.1' },
      { address: '2001:db8::1' },
    ]);
    const resolve = createSystemResolver({ lookup });
    expect(await resolve('hooks.test')).toEqual(['192.0.2.1', '2001:db8::1']);
    expect(lookup).toHaveBeenCalledExactlyOnceWith('hooks.test', { all: true });
  });

  it('shares a lookup in progress, and looks up again afterwards', async () => {
    const held = Promise.withResolvers<{ address: string }[]>();
    const lookup = vi.fn<Lookup>(() => held.promise);
    const resolve = createSystemResolver({ lookup });
    const both = [resolve('hooks.test'), resolve('hooks.test')];
    const other = resolve('other.test');
    expect(lookup.mock.calls).toEqual([
      ['hooks.test', { all: true }],
      ['other.test', { all: true }],
    ]);
    held.resolve([{ address: '192.0.2.1' }]);
    expect(await Promise.all(both)).toEqual([['192.0.2.1'], ['192.0.2.1']]);
    await other;
    await resolve('hooks.test');
    expect(lookup).toHaveBeenCalledTimes(3);
  });

  it('does not remember a failure', async () => {
    const lookup = vi
      .fn<Lookup>(async () => [{ address: '192.0.2.1' }])
      .mockRejectedValueOnce(new Error('ENOTFOUND'));
    const resolve = createSystemResolver({ lookup });
    await expect(resolve('hooks.test')).rejects.toThrow('ENOTFOUND');
    expect(await resolve('hooks.test')).toEqual(['192.0.2.1']);
  });
});
