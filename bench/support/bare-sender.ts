import { openBareSender } from './bare-request.ts';

/**
 * The baseline of delivery: a bare undici loop that signs and sends, with so many requests at a
 * time, records nothing and keeps no order. In a process of its own.
 */
const [url, count, concurrency] = process.argv.slice(2) as [string, string, string];
const body = Buffer.alloc(900, 'x');
const sender = openBareSender({ url, connections: Number(concurrency) });
let next = 0;

async function worker(): Promise<void> {
  while (next < Number(count)) {
    next += 1;
    await sender.send(body);
  }
}

const startedAt = performance.now();
await Promise.all(Array.from({ length: Number(concurrency) }, worker));
process.send?.({ elapsed: performance.now() - startedAt });
await sender.close();
