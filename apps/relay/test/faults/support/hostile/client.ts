import type { DescribedResponses } from '../../../support/described-responses.ts';
import type { Operation } from './api.ts';
import type { HttpAnswer } from './answers.ts';
import { exchange } from './exchange.ts';
import type { Exchange } from './exchange.ts';
import { hostileRequest } from './request.ts';
import type { HostileMaterial, HostileRequest } from './material.ts';
import { plainCall, supplyingCall } from './supply.ts';
import { collectionOf } from './targets.ts';

/** The number of requests in flight. */
const atOnce = 64;

/**
 * The number of requests for which the relay rightly waits, up to half a minute, without holding up
 * others.
 */
const maxLate = 256;

/** The number of further connections held open. */
const maxHeld = 80;

/** The number of slowest responses to report. */
const shownSlowest = 5;

/** The largest response searched for ids. Bytes. */
const learnedFrom = 64 * 1024;

/** How a caller behaves on its connection. */
type Manner = Pick<Parameters<typeof exchange>[0], 'ends' | 'cutAfterMs' | 'isDeaf' | 'parts'>;

/** Statuses that report a problem, and rightly so. */
const fitting = new Set([503, 505]);

/** Problems of a request line or head that cannot be read, at any path. */
const unrouted: ReadonlySet<string> = new Set([
  'request_malformed',
  'url_malformed',
  'url_too_long',
  'host_missing',
]);

/**
 * Sends hostile requests over bare sockets, from many addresses and in many ways, and reads the
 * outcome.
 */
export class HostileClient {
  sent = 0;
  /** The number of responses per status, and of requests without one: `closed`, `cut`, `hang`. */
  readonly answers: Record<string, number> = {};
  readonly problems: string[] = [];
  /** The longest response times to whole requests, in seconds and by path, longest first. */
  get slowest(): string[] {
    return this.#slowest.map(({ seconds, what }) => `${seconds.toFixed(1)} s (${what})`);
  }
  #slowest: { readonly seconds: number; readonly what: string }[] = [];
  readonly #urls: readonly string[];
  readonly #material: HostileMaterial;
  readonly #patient: boolean;
  readonly #described: DescribedResponses;
  readonly #held = new Set<Promise<void>>();
  readonly #late = new Set<Promise<void>>();
  #supplying = false;

  constructor(options: {
    /** Of relays that share a database. */
    readonly urls: readonly string[];
    readonly material: HostileMaterial;
    /**
     * Whether some requests wait until the relay gives up half a request, which takes half a
     * minute.
     */
    readonly patient: boolean;
    readonly described: DescribedResponses;
  }) {
    this.#urls = options.urls;
    this.#material = options.material;
    this.#patient = options.patient;
    this.#described = options.described;
  }

  /** @param options.until when to stop sending, by `performance.now()` */
  async send(count: number, { until }: { readonly until: number }): Promise<void> {
    const last = this.sent + count;
    const isOver = (): boolean => this.sent >= last || performance.now() > until;
    await Promise.all(
      Array.from({ length: atOnce }, async () => {
        while (!isOver()) await this.#turn();
      }),
    );
  }

  /** Resolves once nothing is in flight or held open. */
  async end(): Promise<void> {
    await Promise.all([...this.#late, ...this.#held]);
  }

  async #turn(): Promise<void> {
    const { random, targets } = this.#material;
    const due = targets.surplus.pop();
    if (due !== undefined) return this.#plain(plainCall('DELETE', due, this.#material));
    const supply = this.#supplying ? undefined : supplyingCall(this.#material);
    if (supply !== undefined) {
      this.#supplying = true;
      await this.#plain(supply);
      this.#supplying = false;
      return;
    }
    const kind = random.next();
    if (kind < 0.02) return this.#pipeline();
    if (kind < 0.04) return this.#fallUpon();
    if (kind < 0.06 && this.#held.size < maxHeld) return this.#hold();
    return this.#one(hostileRequest(this.#material));
  }

  /** Valid requests in between, or there would be nothing for invalid ones to be about. */
  #plain(request: HostileRequest): Promise<void> {
    return this.#exchange([request], { ends: 'never' });
  }

  async #one(request: HostileRequest): Promise<void> {
    const { random } = this.#material;
    const isCut = random.chance(0.05);
    await this.#exchange([request], {
      // A caller that ends at once gets no response from Node except an immediate one.
      ends: random.chance(0.05) ? 'at once' : request.isWhole ? 'never' : 'soon',
      ...(isCut ? { cutAfterMs: random.integer(0, 20) } : {}),
      parts: random.chance(0.02) ? random.integer(2, 20) : 1,
    });
  }

  /** Several requests at once on one connection. */
  async #pipeline(): Promise<void> {
    const length = this.#material.random.integer(2, 12);
    const requests = Array.from({ length }, () => hostileRequest(this.#material));
    const isWhole = requests.every((request) => request.isWhole);
    await this.#exchange(requests, { ends: isWhole ? 'never' : 'soon' });
  }

  /** Everything that can be done to one resource, at the same time. */
  async #fallUpon(): Promise<void> {
    const { random, api, targets } = this.#material;
    const operation = random.pick(api.operations.filter(({ path }) => path.includes('{id}')));
    const collection = collectionOf('id', operation.path);
    const id = targets.pick(collection, random);
    if (id === undefined) return this.#one(hostileRequest(this.#material));
    const choices = api.operations.filter(
      ({ path }) => path.includes('{id}') && collectionOf('id', path) === collection,
    );
    const pick = (): Operation => random.pick(choices);
    await Promise.all(
      Array.from({ length: random.integer(3, 8) }, () =>
        this.#one(hostileRequest(this.#material, { operation: pick(), id })),
      ),
    );
  }

  /** A connection that stays open while others continue. */
  #hold(): void {
    const { random, keys } = this.#material;
    const request = hostileRequest(this.#material);
    const call = (path: string): HostileRequest => {
      const head = `GET ${path} HTTP/1.1\r\nHost: relay\r\nAuthorization: Bearer ${random.pick(keys)}`;
      return { bytes: Buffer.from(`${head}\r\n\r\n`), isWhole: true, method: 'GET', path };
    };
    const cutAfterMs = random.integer(50, 5_000);
    const manners = [
      () => this.#exchange([call('/v1/stream')], { ends: 'never', cutAfterMs }),
      () =>
        this.#exchange([call('/v1/stream'), call('/v1/events?limit=200')], {
          ends: 'never',
          cutAfterMs,
          isDeaf: true,
        }),
      () =>
        this.#exchange(
          Array.from({ length: 20 }, () => call(random.pick(['/v1/events', '/openapi.json']))),
          { ends: 'never', cutAfterMs, isDeaf: true },
        ),
      () => this.#exchange([half(request, random.next())], { ends: 'never', cutAfterMs }),
      () =>
        this.#exchange([half(request, random.next())], {
          ends: 'never',
          ...(this.#patient ? {} : { cutAfterMs }),
        }),
    ];
    const held = random
      .pick(manners)()
      .finally(() => this.#held.delete(held));
    this.#held.add(held);
  }

  /** Resolves once it has ended, or once others need not wait for it. */
  async #exchange(requests: readonly HostileRequest[], options: Manner): Promise<void> {
    const ended = this.#exchangeToTheEnd(requests, options).finally(() => this.#late.delete(ended));
    if (options.ends !== 'soon' || this.#late.size >= maxLate) return ended;
    this.#late.add(ended);
  }

  async #exchangeToTheEnd(requests: readonly HostileRequest[], options: Manner): Promise<void> {
    this.sent += requests.length;
    const began = performance.now();
    const ended = await exchange({
      url: this.#material.random.pick(this.#urls),
      random: this.#material.random,
      bytes: Buffer.concat(requests.map(({ bytes }) => bytes)),
      methods: requests.map(({ method }) => method),
      ...options,
    });
    const isAnswered =
      ended.how === 'answered' && !ended.answers.some(({ status }) => status === 408);
    if (options.ends === 'never' && options.cutAfterMs === undefined && isAnswered) {
      const seconds = (performance.now() - began) / 1_000;
      const outcomes = ended.answers.map(outcome).join(', ');
      const what = `${requests.length} × ${requests[0]?.method} ${requests[0]?.path.slice(0, 60)}: ${outcomes}`;
      this.#slowest = [...this.#slowest, { seconds, what }]
        .toSorted((one, other) => other.seconds - one.seconds)
        .slice(0, shownSlowest);
    }
    this.#judge(requests, ended);
    const isPatient = options.ends === 'never' && options.cutAfterMs === undefined;
    if (ended.how === 'closed' && isPatient && requests.every(({ isWhole }) => isWhole)) {
      this.problems.push(`no response to ${shown(requests)}`);
    }
  }

  #judge(requests: readonly HostileRequest[], { answers, how }: Exchange): void {
    if (how !== 'answered') this.#count(how);
    if (how === 'hang') this.problems.push(`no end for ${shown(requests)}`);
    for (const [index, answer] of answers.entries()) {
      this.#count(String(answer.status));
      const wrong = problemOf(answer);
      if (wrong !== undefined) {
        this.problems.push(`${wrong} for ${shown(requests)}`);
        continue;
      }
      const request = requests[index];
      if (request === undefined) continue;
      // Of several on one connection, one may have had no answer.
      if (requests.length === 1) this.#compare(request, answer);
      this.#learn(request, answer);
    }
  }

  /** An ordinary call gets a response that its caller can find in the description. */
  #compare(request: HostileRequest, answer: HttpAnswer): void {
    const { method, path, isOrdinary } = request;
    if (isOrdinary !== true || answer.streams) return;
    const headers = new Headers(answer.headers as Record<string, string>);
    const text = headers.has('content-encoding') ? '' : answer.body.toString();
    const isJson = /json/.test(headers.get('content-type') ?? '');
    const body: unknown = isJson && text !== '' ? JSON.parse(text) : text;
    // Refused before it is known which operation is meant.
    if (unrouted.has((body as { readonly code?: string }).code ?? '')) return;
    const response = { status: answer.status, headers, body };
    for (const found of this.#described.problems({ method, path, response })) {
      this.problems.push(
        `${found}: ${answer.status} ${text.slice(0, 200)} for ${shown([request])}`,
      );
    }
  }

  #learn(request: HostileRequest, { status, headers, body }: HttpAnswer): void {
    const { targets } = this.#material;
    if (request.method === 'DELETE' && status < 300) targets.forget(request.path);
    const { path } = request;
    const cookie = headers['set-cookie']?.split(';')[0];
    if (cookie !== undefined) targets.add('cookies', cookie);
    const isRead =
      path.startsWith('/v1/') &&
      status < 300 &&
      body.length > 0 &&
      body.length < learnedFrom &&
      headers['content-type']?.startsWith('application/json') === true &&
      headers['content-encoding'] === undefined;
    if (isRead) targets.learn(path, JSON.parse(body.toString()));
  }

  #count(how: string): void {
    this.answers[how] = (this.answers[how] ?? 0) + 1;
  }
}

function shown(requests: readonly HostileRequest[]): string {
  return JSON.stringify(requests.map(({ bytes }) => bytes.subarray(0, 300).toString('latin1')));
}

/** The status, and what the relay did with a webhook. */
function outcome({ status, body }: HttpAnswer): string {
  const [, done] = /^\{"status":"(\w+)"\}$/.exec(body.subarray(0, 40).toString()) ?? [];
  return done === undefined ? String(status) : `${status} ${done}`;
}

/** The same request truncated. @param share the fraction that is kept */
function half(request: HostileRequest, share: number): HostileRequest {
  const length = Math.floor(request.bytes.length * share);
  return { ...request, bytes: request.bytes.subarray(0, length), isOrdinary: false };
}

/** What is wrong with a response: refusals are problem documents that say what to do (RFC 9457). */
function problemOf(answer: HttpAnswer): string | undefined {
  const { status, headers, body } = answer;
  if (answer.streams && body.includes('HTTP/1.'))
    return `a response within a stream (${body.toString()})`;
  // Read as the body of this response, it would hide that the bytes of two responses are mixed up.
  if (body.subarray(0, 7).toString() === 'HTTP/1.')
    return `a response in place of a body (${JSON.stringify(headers)}, ${body.toString()})`;
  const text = body.subarray(0, 300).toString();
  if (status >= 500 && !fitting.has(status)) return `${status} ${text}`;
  if (status === 0) return `an invalid response (${text})`;
  if (status < 400 || answer.isBare) return undefined;
  // The report of `/readyz`.
  if (status === 503 && text.startsWith('{"status":"unavailable"')) return undefined;
  const isProblem = headers['content-type']?.startsWith('application/problem+json') === true;
  return isProblem && /"code":"\w+"/.test(body.toString())
    ? undefined
    : `a refusal without a problem document (${status} ${text})`;
}
