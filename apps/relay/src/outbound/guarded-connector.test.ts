import type { buildConnector } from 'undici';
import { describe, expect, it, vi } from 'vitest';

import { heldResolver, serveHttp } from '../../test/support/http-sender-setup.ts';
import { createAddressGuard } from './address-guard.ts';
import { AddressRefusedError, createGuardedConnector } from './guarded-connector.ts';

const guard = createAddressGuard({ allowPrivateNetworks: [] });

describe('the connector', () => {
  it('refuses a host that is an address, for which its lookup is never called', async () => {
    const subscriber = await serveHttp((_, response) => response.end());
    const connect = createGuardedConnector({
      guard,
      resolve: heldResolver().resolve,
      timeoutMs: 1_000,
      signal: new AbortController().signal,
      onErrorAfterUse: () => undefined,
    });
    for (const protocol of ['http:', 'https:']) {
      for (const hostname of ['127.0.0.1', '::1', '::ffff:7f00:1']) {
        const callback = vi.fn<buildConnector.Callback>();
        connect({ hostname, protocol, port: String(subscriber.port) }, callback);
        expect(callback).toHaveBeenCalledExactlyOnceWith(expect.any(AddressRefusedError), null);
      }
    }
    expect(subscriber.connections).toHaveLength(0);
  });

  it('abandons a pending connection when told to', async () => {
    const { resolve, asked } = heldResolver();
    const controller = new AbortController();
    const connect = createGuardedConnector({
      guard,
      resolve,
      timeoutMs: 60_000,
      signal: controller.signal,
      onErrorAfterUse: () => undefined,
    });
    const callback = vi.fn<buildConnector.Callback>();
    connect({ hostname: 'hooks.test', protocol: 'http:', port: '80' }, callback);
    await asked;
    controller.abort();
    await expect.poll(() => callback.mock.calls.length).toBe(1);
    expect(callback.mock.calls[0]?.[0]).toMatchObject({ code: 'ABORT_ERR' });
  });
});
