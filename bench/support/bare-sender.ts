import { openBareSender } from './bare-request.ts';

/**
 * The baseline of delivery: a bare undici loop that signs and sends with a fixed concurrency,
 * without recording or ordering anything. Runs as a separate process.
 */
const [url, count, concurrency, warmUp = '0'] = process.argv.slice(2) as [string, string, string];
/** As long as the events that the benchmarks' webhooks become. */
const body = Buffer.alloc(424, 'x');
const sender = openBareSender({ url, connections: Number(concurrency) });

async function sendAll(most: number): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < most) {
      next += 1;
      await sender.send(body);
    }
  };
  await Promise.all(Array.from({ length: Number(concurrency) }, worker));
}

await sendAll(Number(warmUp));
const startedAt = performance.now();
await sendAll(Number(count));
process.send?.({ elapsed: performance.now() - startedAt });
await sender.close();
