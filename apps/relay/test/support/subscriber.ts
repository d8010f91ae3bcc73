import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { Webhook } from 'standardwebhooks';

import { readJson } from '../../src/shared/read-json.ts';

/** An event as a subscriber sees it. */
export interface ReceivedEvent {
  readonly type: string;
  readonly timestamp: string;
  readonly data: {
    readonly id: string;
    readonly connectionId: string;
    readonly subject: { readonly kind: string; readonly id: string } | null;
    readonly attributes: Readonly<Record<string, unknown>>;
    readonly activity: { readonly id: string; readonly type: string };
    readonly late?: { readonly newerEventId: string };
    readonly enrichment?: { readonly state: string };
  };
}

export interface ReceivedRequest {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly event: ReceivedEvent;
}

/** The subscriber's response: a status, or a status with more, or nothing until it is told to. */
export type Answer = SentAnswer | Promise<SentAnswer>;

type SentAnswer =
  | number
  | {
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
    };

/**
 * A subscriber that is independent of our code: a bare HTTP server with the reference verifier of
 * Standard Webhooks.
 */
export async function startSubscriber(
  answer: (request: ReceivedRequest, count: number) => Answer = () => 200,
): Promise<
  AsyncDisposable & {
    readonly url: string;
    readonly requests: readonly ReceivedRequest[];
    /** Numbers of the activities received, in order. */
    readonly activityIds: () => string[];
    /** Replaces its response. */
    answers(next: (request: ReceivedRequest, count: number) => Answer): void;
    /** @throws when a signature does not verify */
    verifyAll(secret: string): void;
  }
> {
  const requests: ReceivedRequest[] = [];
  let respond = answer;
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', async () => {
      const body = Buffer.concat(chunks).toString();
      const request: ReceivedRequest = {
        path: incoming.url ?? '',
        headers: incoming.headers as Record<string, string>,
        body,
        event: readJson(body, {} as ReceivedEvent),
      };
      requests.push(request);
      const given = await respond(request, requests.length);
      const {
        status,
        headers = {},
        body: told = 'thank you',
      } = typeof given === 'number' ? { status: given } : given;
      outgoing.writeHead(status, headers).end(told);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    requests,
    activityIds: () => requests.map(({ event }) => event.data.activity.id),
    answers(next) {
      respond = next;
    },
    verifyAll(secret) {
      for (const { body, headers } of requests) new Webhook(secret).verify(body, headers);
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}
