import { describe, expect, it, vi } from 'vitest';

import { loopback, makeSender, post, serveHttp } from '../../../test/support/http-sender-setup.ts';
import { systemClock } from '../../shared/clock/clock.ts';
import { createAddressGuard } from '../../outbound/address-guard.ts';
import type { ResolveHost } from '../../outbound/resolve-host.ts';

const strict = createAddressGuard({ allowPrivateNetworks: [] });
/** Stands for the public internet, which no test reaches: nobody listens there. */
const elsewhere = '127.0.0.2';
const onlyElsewhere = createAddressGuard({ allowPrivateNetworks: [`${elsewhere}/32`] });

describe('an address that is not allowed', () => {
  it.each(['127.0.0.1', '2130706433', '0x7f.1', '[::ffff:7f00:1]', 'localhost', 'localhost.'])(
    'is not connected to when the URL contains it as %s',
    async (host) => {
      const subscriber = await serveHttp((_, response) => response.end());
      const sender = makeSender({ guard: strict });
      const result = await post(sender, `http://${host}:${subscriber.port}/`);
      expect(result).toMatchObject({
        status: null,
        error: expect.stringMatching('RELAY_ALLOW_PRIVATE_NETWORKS'),
        aborted: false,
      });
      expect(subscriber.connections).toHaveLength(0);
    },
  );

  it('is not connected to when a name resolves to it', async () => {
    const subscriber = await serveHttp((_, response) => response.end());
    const resolve = async (): Promise<string[]> => ['127.0.0.1'];
    const sender = makeSender({ guard: strict, resolve });
    expect(await post(sender, `http://hooks.test:${subscriber.port}/`)).toMatchObject({
      status: null,
      error:
        'hooks.test resolves to an address that is not allowed: 127.0.0.1 is not a public address (loopback); to allow it, add 127.0.0.1/32 or a network around it to RELAY_ALLOW_PRIVATE_NETWORKS.',
    });
    expect(subscriber.connections).toHaveLength(0);
  });

  it('is skipped among others', async () => {
    const subscriber = await serveHttp((_, response) => response.end('from the allowed one'));
    const resolve = async (): Promise<string[]> => [
      '10.0.0.1',
      '::1',
      '127.0.0.1',
      '169.254.169.254',
    ];
    const sender = makeSender({ resolve });
    const result = await post(sender, `http://hooks.test:${subscriber.port}/`);
    expect(result).toMatchObject({ status: 200, response: 'from the allowed one' });
    expect(subscriber.connections[0]?.localAddress).toBe('127.0.0.1');
  });

  it('leaves nothing when all are refused, and the first is named', async () => {
    const resolve = async (): Promise<string[]> => ['169.254.169.254', 'fd00:ec2::254'];
    const result = await post(makeSender({ resolve }), 'http://hooks.test/');
    expect(result.error).toBe(
      'hooks.test resolves to addresses none of which is allowed: 169.254.169.254 is not a public address (link-local); to allow it, add 169.254.169.254/32 or a network around it to RELAY_ALLOW_PRIVATE_NETWORKS.',
    );
  });

  it('is also reported when a name has none', async () => {
    const result = await post(makeSender({ resolve: async () => [] }), 'http://hooks.test/');
    expect(result.error).toBe('hooks.test has no address; check the URL.');
  });
});

describe('a hostname that resolves to another address a moment later', () => {
  it('is looked up once, and the connection goes to the checked address', async () => {
    const subscriber = await serveHttp((_, response) => response.end());
    const resolve = vi
      .fn<ResolveHost>(async () => ['127.0.0.1'])
      .mockResolvedValueOnce([elsewhere]);
    const sender = makeSender({
      guard: onlyElsewhere,
      resolve,
      clock: systemClock,
      timeoutMs: 200,
    });
    const url = `http://rebinding.test:${subscriber.port}/`;

    const first = await post(sender, url);
    expect(first.status).toBeNull();
    expect(first.error).not.toMatch('not a public address');
    expect(resolve).toHaveBeenCalledTimes(1);

    const second = await post(sender, url);
    expect(second.error).toMatch('127.0.0.1 is not a public address');
    expect(subscriber.connections).toHaveLength(0);
  });

  it('does not reuse a kept-alive connection', async () => {
    const subscriber = await serveHttp((_, response) => response.end());
    const resolve = vi
      .fn<ResolveHost>(async () => ['10.0.0.1'])
      .mockResolvedValueOnce(['127.0.0.1']);
    const sender = makeSender({ guard: loopback, resolve });
    const url = `http://rebinding.test:${subscriber.port}/`;
    expect(await post(sender, url)).toMatchObject({ status: 200 });
    expect(await post(sender, url)).toMatchObject({ status: 200 });
    expect(subscriber.connections).toHaveLength(1);
    expect(resolve).toHaveBeenCalledTimes(1);

    subscriber.connections[0]?.destroy();
    await subscriber.allClosed();
    expect(await post(sender, url)).toMatchObject({
      error: expect.stringMatching('10.0.0.1 is not a public address'),
    });
  });
});

describe('names', () => {
  it('are looked up by the system when no resolver is passed', async () => {
    const subscriber = await serveHttp((_, response) => response.end());
    const sender = makeSender({ resolve: undefined as never });
    expect(await post(sender, `http://localhost:${subscriber.port}/`)).toMatchObject({
      status: 200,
    });
  });
});
