import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { openBareSender } from './bare-request.ts';

/**
 * The baseline of latency: verifies a webhook, signs it and forwards it immediately, without
 * storing or ordering anything. Runs as a separate process.
 */
const [target, authSecret] = process.argv.slice(2) as [string, string];
const sender = openBareSender({ url: target, connections: 64 });

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
    void sender.send(body);
  });
});
server.listen(0, '127.0.0.1', () => {
  process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
});
process.once('disconnect', () => process.exit(0));
