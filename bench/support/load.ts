import { createHmac } from 'node:crypto';
import { Agent, request } from 'node:http';
import { setTimeout } from 'node:timers/promises';

import { authSecret } from './relay.ts';

const timestamp = '2026-11-20T10:00:00.1234567Z';

/** Builds a signed webhook with one activity; activities are spread over 500 invoices. */
export function webhook(id: number, options: { readonly invoiceNumber?: string } = {}): string {
  const activity = JSON.stringify({
    Message: 'Invoice was paid',
    Link: 'https://www.envoice.in/i/abc',
    Type: 11,
    InvoiceNumber: options.invoiceNumber ?? `INV-${id % 500}`,
    InvoiceId: 1 + (id % 500),
    OrderId: 0,
    Id: id,
    CreatedOn: timestamp,
  });
  const signature = createHmac('sha256', authSecret)
    .update(`${timestamp}.${activity}`)
    .digest('hex');
  return `{"Signature":"${signature}","Timestamp":"${timestamp}","Activity":${activity}}`;
}

const agent = new Agent({ keepAlive: true, maxSockets: 256 });

/** @returns the status, or 0 if there was no response */
export function post(url: string, body: string): Promise<number> {
  return new Promise((resolve) => {
    const outgoing = request(
      url,
      { agent, method: 'POST', headers: { 'content-type': 'application/json' } },
      (incoming) => {
        incoming.resume();
        incoming.once('end', () => resolve(incoming.statusCode ?? 0));
      },
    );
    outgoing.once('error', () => resolve(0));
    outgoing.end(body);
  });
}

export interface LoadResult {
  readonly acknowledged: number;
  /** How often a request was rejected and sent again. */
  readonly refused: number;
  readonly perSecond: number;
  /** In milliseconds, by percentile. */
  readonly latency: { readonly p50: number; readonly p95: number; readonly p99: number };
}

/**
 * Posts webhooks `from` to `from + count`, with limited concurrency, until each has been
 * acknowledged.
 */
export async function load(options: {
  readonly url: string;
  readonly from: number;
  readonly count: number;
  readonly concurrency: number;
}): Promise<LoadResult> {
  const { url, from, count, concurrency } = options;
  const bodies = Array.from({ length: count }, (_, index) => webhook(from + index));
  const latencies: number[] = [];
  let next = 0;
  let acknowledged = 0;
  let refused = 0;
  const startedAt = performance.now();
  const worker = async (): Promise<void> => {
    while (next < bodies.length) {
      const body = bodies[next] as string;
      next += 1;
      const sentAt = performance.now();
      // Like a vendor, retries rejected (throttled) requests. The latency counts from the first
      // attempt.
      while ((await post(url, body)) !== 200) {
        refused += 1;
        await setTimeout(100);
      }
      acknowledged += 1;
      latencies.push(performance.now() - sentAt);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  const elapsed = performance.now() - startedAt;
  const sorted = latencies.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
  return {
    acknowledged,
    refused,
    perSecond: (acknowledged / elapsed) * 1000,
    latency: { p50: at(0.5), p95: at(0.95), p99: at(0.99) },
  };
}
