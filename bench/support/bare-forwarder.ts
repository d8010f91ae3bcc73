import { createHmac, createSecretKey, randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { Agent } from 'undici';

/**
 * The baseline of latency: verifies a webhook, signs it and sends it on at once, stores nothing and
 * keeps no order. In a process of its own.
 */
const [target, authSecret] = process.argv.slice(2) as [string, string];
const { origin, pathname } = new URL(target);
const key = createSecretKey(randomBytes(32));
const agent = new Agent({ connections: 64, pipelining: 1 });
let sent = 0;

async function forward(body: Buffer): Promise<void> {
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
}

const server = createServer((incoming, outgoing) => {
  const chunks: Buffer[] = [];
  incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
  incoming.once('end', () => {
    const body = Buffer.concat(chunks);
    const text = body.toString();
    const { Timestamp, Signature } = JSON.parse(text) as Record<string, string>;
    const start = text.indexOf('"Activity":') + '"Activity":'.length;
    const expected = createHmac('sha256', authSecret)
      .update(`${Timestamp}.${text.slice(start, -1)}`)
      .digest();
    if (!timingSafeEqual(expected, Buffer.from(String(Signature), 'hex'))) {
      outgoing.writeHead(401).end();
      return;
    }
    outgoing.writeHead(200).end();
    void forward(body);
  });
});
server.listen(0, '127.0.0.1', () => {
  process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
});
process.once('disconnect', () => process.exit(0));
