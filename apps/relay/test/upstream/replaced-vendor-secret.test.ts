import { minutes } from '../../src/shared/clock/durations.ts';
import { expect, test } from 'vitest';

import { startTestRelay } from '../support/relay.ts';
import { activity, signedBody } from '../support/vendor.ts';

test('activities signed with a different secret, while the API cannot confirm them, show in the connection’s health', async () => {
  await using relay = await startTestRelay();
  // Nothing listens at the API of this account.
  const { id, ingestUrl } = await relay.connect();
  const health = async () => (await relay.call('GET', `/v1/connections/${id}`)).body.health;
  await relay.post(ingestUrl, signedBody(activity({ Id: 1 })));
  expect(await health()).toMatchObject({ state: 'ok' });

  const replaced = signedBody(activity({ Id: 2 }), { secret: 'what the vendor signs with now' });
  expect((await relay.post(ingestUrl, replaced)).body.status).toBe('unconfirmed');
  const later = (): Promise<unknown> => {
    relay.clock.pass(1 * minutes);
    return health();
  };
  await expect.poll(later).toEqual({
    state: 'failing',
    message: expect.stringMatching(
      /^Activities wait: .*secret.* cannot be reached.*credentials\.$/,
    ),
  });
  const { data } = (await relay.call('GET', '/v1/connections')).body;
  expect(data).toMatchObject([{ id, health: { state: 'failing' } }]);
});
