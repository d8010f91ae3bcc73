import { createHmac, createSecretKey, randomBytes } from 'node:crypto';

import { Agent } from 'undici';

/**
 * The baseline of delivery: a bare undici loop that signs and sends, with so many requests at a
 * time, records nothing and keeps no order. In a process of its own.
 */
const [url, count, concurrency] = process.argv.slice(2) as [string, string, string];
const body = Buffer.alloc(900, 'x');
const key = createSecretKey(randomBytes(32));
const agent = new Agent({ connections: Number(concurrency), pipelining: 1 });
const { origin, pathname } = new URL(url);
let next = 0;

async function worker(): Promise<void> {
  while (next < Number(count)) {
    next += 1;
    const id = `evt_bare_${process.pid}_${next}`;
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
  }
}

const startedAt = performance.now();
await Promise.all(Array.from({ length: Number(concurrency) }, worker));
process.send?.({ elapsed: performance.now() - startedAt });
await agent.close();
