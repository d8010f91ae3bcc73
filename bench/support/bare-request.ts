import { createHmac, createSecretKey, randomBytes } from 'node:crypto';

import { Agent } from 'undici';

/**
 * The minimum work of sending an event: signs a body and posts it over this many connections. The
 * bare baselines do this for each event, and nothing else.
 */
export function openBareSender(options: { readonly url: string; readonly connections: number }) {
  const { origin, pathname } = new URL(options.url);
  const key = createSecretKey(randomBytes(32));
  const agent = new Agent({ connections: options.connections, pipelining: 1 });
  let sent = 0;
  return {
    async send(body: Buffer): Promise<void> {
      sent += 1;
      const id = `evt_bare_${process.pid}_${sent}`;
      const timestamp = String(Math.floor(Date.now() / 1000));
      const signature = createHmac('sha256', key)
        .update(`${id}.${timestamp}.`)
        .update(body)
        .digest('base64');
      const answer = await agent.request({
        origin,
        path: pathname,
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'webhook-id': id,
          'webhook-timestamp': timestamp,
          'webhook-signature': `v1,${signature}`,
        },
        body,
      });
      await answer.body.dump();
    },
    close: () => agent.close(),
  };
}
