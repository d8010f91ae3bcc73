import { verifyStandardWebhook } from '@invoice-relay/core/signature';

import { startReceiver } from './receiver.ts';
import type { Arrival, Receiver } from './receiver.ts';

/** How the subscriber responds. */
export type Behaviour =
  | 'accept'
  /** 503, like a server down for maintenance. */
  | 'refuse'
  /** No response, like a server that hangs. */
  | 'hang';

/** One delivery attempt as received by the subscriber. */
export interface Receipt {
  /** The `webhook-id` header. */
  readonly id: string;
  readonly type: string;
  /** Human-readable subject, e.g. `INV-0001`. */
  readonly subject: string | null;
  /** As received, byte for byte. */
  readonly body: string;
  /** Why the signature is invalid; undefined if it is valid. */
  readonly problem: string | undefined;
  readonly behaviour: Behaviour;
}

/** A subscriber of events: a server that verifies what it receives. */
export class Subscriber {
  readonly #receiver: Receiver;
  readonly #state: { behaviour: Behaviour; secret: string };
  readonly #attempts: Receipt[];

  private constructor(options: {
    readonly receiver: Receiver;
    readonly state: { behaviour: Behaviour; secret: string };
    readonly attempts: Receipt[];
  }) {
    this.#receiver = options.receiver;
    this.#state = options.state;
    this.#attempts = options.attempts;
  }

  /** @param options.onAccepted called with each event at the moment it is accepted */
  static async start(options: {
    readonly onAccepted: (receipt: Receipt) => void;
  }): Promise<Subscriber> {
    const state = { behaviour: 'accept' as Behaviour, secret: '' };
    const attempts: Receipt[] = [];
    const receiver = await startReceiver({
      answer: (arrival) => {
        const receipt = read({ arrival, ...state });
        attempts.push(receipt);
        if (receipt.problem !== undefined) return 401;
        if (receipt.behaviour === 'refuse') return 503;
        if (receipt.behaviour === 'hang') return undefined;
        options.onAccepted(receipt);
        return 204;
      },
    });
    return new Subscriber({ receiver, state, attempts });
  }

  get url(): string {
    return `${this.#receiver.url}/hooks/invoices`;
  }

  /** Every attempt, in order of arrival. */
  get attempts(): readonly Receipt[] {
    return this.#attempts;
  }

  /** The attempts answered with 204. */
  get accepted(): readonly Receipt[] {
    return this.#attempts.filter(
      ({ behaviour, problem }) => behaviour === 'accept' && problem === undefined,
    );
  }

  /** Sets the subscription's secret, used to verify signatures. */
  trust(secret: string): void {
    this.#state.secret = secret;
  }

  behave(behaviour: Behaviour): void {
    this.#state.behaviour = behaviour;
  }

  close(): Promise<void> {
    return this.#receiver.close();
  }
}

function read(options: {
  readonly arrival: Arrival;
  readonly behaviour: Behaviour;
  readonly secret: string;
}): Receipt {
  const { arrival, behaviour, secret } = options;
  const body = arrival.body.toString('utf8');
  const receipt = { id: String(arrival.headers['webhook-id']), body, behaviour };
  try {
    verifyStandardWebhook({
      headers: arrival.headers,
      body: arrival.body,
      secrets: [secret],
      now: Date.now(),
    });
    const event = JSON.parse(body) as {
      type: string;
      data: { subject: { number: string | null } | null };
    };
    const subject = event.data.subject?.number ?? null;
    return { ...receipt, type: event.type, subject, problem: undefined };
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    return { ...receipt, type: 'unknown', subject: null, problem };
  }
}
