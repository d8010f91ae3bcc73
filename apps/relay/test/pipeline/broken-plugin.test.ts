import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';

import type { AnySource, PollResult } from '@invoice-relay/core/source';
import * as v from 'valibot';
import { expect, test, vi } from 'vitest';

import { SourceRegistry } from '../../src/sources/source-registry.ts';
import { playPolledSource } from '../support/polled-source.ts';
import { playSource } from '../support/played-source.ts';
import { startTestRelay, until } from '../support/relay.ts';

/** A plugin, written without types, that returns unexpected values where the body says so. */
function misfit(): AnySource {
  const { source } = playSource();
  const webhook = source.webhook as NonNullable<AnySource['webhook']>;
  const said = (
    bytes: Uint8Array,
  ): { probe?: string; verify?: string; parse?: string; normalize?: string } =>
    JSON.parse(new TextDecoder().decode(bytes));
  const fails = (thrown: unknown) => (): never => {
    throw thrown;
  };
  return {
    ...source,
    webhook: {
      ...webhook,
      probe: (request): never => {
        const given: Record<string, () => unknown> = {
          null: () => null,
          false: () => false,
          'a text for a status': () => ({ status: '200' }),
          'no status': () => ({}),
          'a promise': () => Promise.resolve({ status: 200 }),
          'a promise that fails': () => Promise.reject(new Error('late')),
          nothing: fails(undefined),
        };
        return given[said(request.body).probe ?? '']?.() as never;
      },
      verify: (request, context): never => {
        const given: Record<string, () => unknown> = {
          true: () => true,
          false: () => false,
          'a promise of false': () => Promise.resolve(false),
          nothing: () => undefined,
          'an answer of its own': () => ({ authentic: false }),
          'no scheme': () => ({ scheme: { digest: 1n } }),
          'thrown nothing': fails(undefined),
          'thrown text': fails('no'),
          'thrown object': fails(Object.create(null)),
        };
        const { verify = '' } = said(request.body);
        return (verify === '' ? webhook.verify(request, context) : given[verify]?.()) as never;
      },
      parse: (request, context): never => {
        const [one] = webhook.parse(request, context);
        const given: Record<string, () => unknown> = {
          promise: () => Promise.resolve([one]),
          'promise that fails': () => Promise.reject(new Error('late')),
          nothing: () => undefined,
          'one alone': () => one,
          'a number for an id': () => [{ ...one, id: 7 }],
          'a long id': () => [{ ...one, id: 'x'.repeat(501) }],
          'text for bytes': () => [{ ...one, raw: '{}' }],
          'thrown nothing': fails(null),
          'an id with half a character': () => [{ ...one, id: `${one?.id}\uD83D` }],
          'an id with a NUL': () => [{ ...one, id: `${one?.id}\0` }],
        };
        const { parse = '' } = said(request.body);
        return (parse === '' ? [one] : given[parse]?.()) as never;
      },
    },
    normalize: (activity, context): never => {
      const [event] = source.normalize(activity, context);
      const about = (id: unknown) => [{ ...event, subject: { kind: 'invoice', id, number: null } }];
      const due = { id: '7', dueDate: '2026-02-30' };
      const invoice = { id: '7', extensions: { played: { total: 12n } } };
      const given: Record<string, () => unknown> = {
        promise: () => Promise.resolve([event]),
        'promise that fails': () => Promise.reject(new Error('late')),
        empty: () => [],
        'one alone': () => event,
        'a misspelt type': () => [{ ...event, type: 'invoice.payed' }],
        'a number for an id': () => about(7),
        'a long id': () => about('x'.repeat(501)),
        'no attributes': () => [{ ...event, attributes: undefined }],
        'a BigInt': () => [{ ...event, attributes: { total: 12n } }],
        'a BigInt in a document': () => [{ ...event, document: { kind: 'invoice', invoice } }],
        'no due day': () => [{ ...event, document: { kind: 'invoice', invoice: due } }],
        'thrown nothing': fails(undefined),
        'thrown object': fails({ message: 7 }),
      };
      const { normalize = '' } = said(activity.raw);
      return (normalize === '' ? [event] : given[normalize]?.()) as never;
    },
  };
}

test('a plugin result that violates its contract is kept, reported in a sentence, and stops nothing', async () => {
  await using relay = await startTestRelay({ sources: new SourceRegistry([misfit()]) });
  const { ingestUrl } = await relay.connect({ source: 'played', credentials: {} });
  const cases: readonly [object, string][] = [
    [{ verify: 'true' }, 'verify(), which is a bug in the plugin: it returned a boolean'],
    [{ verify: 'false' }, 'for one that is not authentic, it must throw a SignatureError'],
    [{ verify: 'a promise of false' }, 'it returned a boolean'],
    [{ verify: 'nothing' }, 'it returned nothing'],
    [{ verify: 'an answer of its own' }, 'authentic is not part of the contract'],
    [{ verify: 'no scheme' }, 'scheme.digest must be'],
    [{ verify: 'thrown nothing' }, 'it threw undefined'],
    [{ verify: 'thrown text' }, 'it threw no'],
    [{ verify: 'thrown object' }, 'it threw an object that is not an error'],
    [{ parse: 'promise' }, 'parse(), which is a bug in the plugin: it returned a promise'],
    [{ parse: 'promise that fails' }, 'it returned a promise'],
    [{ parse: 'a long id' }, '0.id: an id can have at most 500 characters'],
    [{ parse: 'thrown nothing' }, 'it threw null'],
    [{ parse: 'nothing' }, 'it returned nothing where an array of activities is expected'],
    [{ parse: 'one alone' }, 'it returned an object where an array of activities is expected'],
    [{ parse: 'a number for an id' }, '0.id must be string, but is a number'],
    [{ parse: 'text for bytes' }, '0.raw must be Uint8Array, but is a string'],
    [{ parse: 'an id with half a character' }, '0.id: an id cannot contain NUL'],
    [{ parse: 'an id with a NUL' }, '0.id: an id cannot contain NUL'],
    [{ normalize: 'promise' }, 'normalize(), which is a bug in the plugin: it returned a promise'],
    [{ normalize: 'promise that fails' }, 'it returned a promise'],
    [{ normalize: 'a long id' }, '0.subject.id: an id can have at most 500 characters'],
    [{ normalize: 'a BigInt in a document' }, 'a document that cannot be serialized as JSON'],
    [{ normalize: 'no due day' }, '0.document.invoice.dueDate: it must be a day that exists'],
    [{ normalize: 'thrown nothing' }, 'it threw undefined'],
    [{ normalize: 'thrown object' }, 'it threw an object that is not an error'],
    [{ normalize: 'empty' }, 'it returned no event'],
    [{ normalize: 'one alone' }, 'it returned an object where an array of events is expected'],
    [{ normalize: 'a misspelt type' }, 'Did you mean "invoice.paid"?'],
    [{ normalize: 'a number for an id' }, '0.subject.id must be string, but is a number'],
    [{ normalize: 'no attributes' }, '0.attributes is missing'],
    [{ normalize: 'a BigInt' }, '0.attributes.total must be'],
  ];
  for (const [index, [wrong]] of cases.entries()) {
    const answer = await relay.post(ingestUrl, JSON.stringify({ id: index, ...wrong }));
    expect(answer.status).toBe(200);
  }
  expect((await relay.post(ingestUrl, '{"id":99}')).body).toEqual({ status: 'accepted' });

  // Not a test call: it is processed as a webhook.
  const probes = ['null', 'false', 'a text for a status', 'no status', 'a promise'];
  for (const probe of [...probes, 'a promise that fails', 'nothing']) {
    const answer = await relay.post(ingestUrl, JSON.stringify({ id: 99, probe }));
    expect(answer.body).toEqual({ status: 'accepted' });
  }
  expect(relay.log()).toContain('in probe(), which is a bug in the plugin: it returned null');
  expect(relay.log()).toContain('failed in probe(), which is a bug in the plugin: Error: it');

  const { data: kept } = (await relay.call('GET', '/v1/quarantine?limit=100')).body;
  expect(kept).toHaveLength(cases.length);
  for (const [index, [, sentence]] of cases.entries()) {
    expect(kept[index]).toMatchObject({ reason: 'source_failed' });
    expect(kept[index].detail).toContain('The source "played" failed in ');
    expect(kept[index].detail).toContain(sentence);
  }
  const { data: events } = (await relay.call('GET', '/v1/events')).body;
  expect(
    events.map((event: { data: { activity: { id: string } } }) => event.data.activity.id),
  ).toEqual(['99']);
});

test('a plugin that fails during an API call is named, and fails for nobody else', async () => {
  const { source } = playSource();
  const webhook = source.webhook as NonNullable<AnySource['webhook']>;
  const secret = 'the-secret-that-was-entered';
  const detections: (() => unknown)[] = [
    () => ({ result: 'maybe' }),
    () => undefined,
    () => Promise.reject(new Error('late')),
    () => {
      throw new Error(secret);
    },
  ];
  const given = [...detections];
  const broken = {
    ...source,
    name: 'broken',
    credentialsSchema: v.pipe(
      v.record(v.string(), v.string()),
      v.check(({ throws }) => {
        if (throws !== undefined) throw new Error(secret);
        return true;
      }),
      v.transform((entered) => (entered['bigint'] === undefined ? entered : { n: 1n })),
    ),
    settingsSchema: v.pipe(v.object({}), v.metadata({ examples: [1n] })),
    check: async () => {
      throw new TypeError('no such member');
    },
    webhook: { ...webhook, detect: () => given.shift()?.() as never },
  } satisfies AnySource;
  await using relay = await startTestRelay({ sources: new SourceRegistry([broken, source]) });

  const { data } = (await relay.call('GET', '/v1/sources')).body;
  expect(data.map(({ name }: { name: string }) => name)).toEqual(['broken', 'played']);
  expect(data[0].settingsSchema.description).toContain('a bug in the plugin');

  const failed = (what: string) => ({
    status: 500,
    code: 'source_failed',
    detail: expect.stringContaining(`The source "broken" failed in ${what}`),
  });
  for (const entered of ['throws', 'bigint']) {
    const { body } = await relay.call('POST', '/v1/connections', {
      source: 'broken',
      name: 'Shop',
      credentials: { [entered]: secret },
    });
    expect(body).toMatchObject(failed('its credentialsSchema'));
    expect(JSON.stringify(body)).not.toContain(secret);
  }
  for (const _ of detections) {
    const { body } = await relay.call('POST', '/v1/signature-detections', {
      source: 'broken',
      credentials: {},
      payload: '{"id":1}',
    });
    expect(body).toMatchObject(failed('detect()'));
    expect(JSON.stringify(body)).not.toContain(secret);
  }
  const tried = { source: 'broken', credentials: {} };
  expect((await relay.call('POST', '/v1/connections/test', tried)).body.ok).toBe(false);
  // The response is about the vendor; plugin authors look here.
  expect(relay.log()).toContain('failed in check(), which is a bug in the plugin: TypeError: no');
  await relay.connect({ source: 'played', credentials: {} });
});

test('a rejected promise where none is expected is handled', async () => {
  const fails = (): never => Promise.reject(new Error('late')) as never;
  const { source } = playSource();
  const webhook = source.webhook as NonNullable<AnySource['webhook']>;
  const registry = new SourceRegistry([
    {
      ...source,
      webhook: { ...webhook, probe: fails, parse: fails, detect: fails },
      normalize: fails,
      learn: fails,
      position: fails,
      backfill: fails,
    },
  ]);
  const checked = registry.get('played') as Required<AnySource>;
  const unused = {} as never;
  const rejections: unknown[] = [];
  const onRejection = (reason: unknown) => rejections.push(reason);
  process.on('unhandledRejection', onRejection);
  using _ = { [Symbol.dispose]: () => process.off('unhandledRejection', onRejection) };
  for (const call of [
    () => checked.webhook.probe(unused),
    () => checked.webhook.parse(unused, unused),
    () => checked.webhook.detect?.(unused, unused),
    () => checked.normalize(unused),
    () => checked.learn(unused),
    () => checked.position(unused),
  ]) {
    expect(call).toThrow('it returned a promise');
  }
  const steps = checked.backfill({ cursor: null }, unused)[Symbol.asyncIterator]();
  await expect(steps.next()).rejects.toThrow('it returned a promise where steps are expected');
  // Node reports unhandled rejections after the microtask queue has drained.
  await setImmediate();
  expect(rejections).toEqual([]);
});

test('a poll that returns unexpected values, or whose cursor does not move, ends and says why', async () => {
  const { source, steps } = playPolledSource();
  let given: unknown = [];
  const polls = { count: 0 };
  const broken: AnySource = {
    ...source,
    poll: async (): Promise<PollResult> => {
      polls.count += 1;
      return given as PollResult;
    },
  };
  await using relay = await startTestRelay({ sources: new SourceRegistry([broken]) });
  const { id } = await relay.connect({ source: 'polled', credentials: {} });
  const errorOf = async () => (await relay.call('GET', `/v1/connections/${id}`)).body.poll.error;
  await until(async () => expect(await errorOf()).toMatchObject({ code: 'vendor_failed' }));
  expect(JSON.stringify(await errorOf())).toContain('cursor is missing');

  given = { activities: [], cursor: { page: 1 }, more: true };
  polls.count = 0;
  await relay.call('POST', `/v1/connections/${id}/poll`);
  await until(async () =>
    expect(JSON.stringify(await errorOf())).toContain('its cursor does not advance'),
  );
  expect(polls.count).toBe(2);
  expect(steps).toEqual([]);
});

test('a plugin that never returns is reported by name, and does not delay a stop', async () => {
  const plugin = new URL('../support/endless-source.ts', import.meta.url).href;
  await using relay = await startTestRelay({
    projector: 'thread',
    environment: { RELAY_SOURCES: plugin },
  });
  const { ingestUrl } = await relay.connect({ source: 'played', credentials: {} });
  expect((await relay.post(ingestUrl, '{"id":2}')).status).toBe(200);
  expect((await relay.call('GET', '/readyz')).status).toBe(200);
  // Nobody waits for its event.
  const taken = await fetch(ingestUrl, { method: 'POST', body: '{"id":3}' });
  expect(taken.status).toBe(200);

  const present = process.hrtime.bigint.bind(process.hrtime);
  using _later = vi
    .spyOn(process.hrtime, 'bigint')
    .mockImplementation(() => present() + 65_000_000_000n);
  const sentence = /no event for 6\d s: the source "played" does not return from normalize\(\)/;
  await until(async () => {
    const ready = await relay.call('GET', '/readyz');
    expect(ready.body.checks.projector).toBe('failed');
    expect(ready.body.reasons.projector).toMatch(sentence);
    expect(ready.status).toBe(503);
  });
  expect((await relay.call('GET', '/metrics')).body).toMatch(/projector_batch_seconds 6\d/);
  await until(() => {
    relay.clock.pass(1_000);
    expect(relay.log().replaceAll('\\"', '"')).toMatch(sentence);
  });
  await relay.stop();
});

test('a plugin that ends its thread, and then fails to load, is reported once each time', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'relay-plugin-'));
  await using _ = { [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
  const plugin = join(folder, 'ending.mjs');
  const played = new URL('../support/played-source.ts', import.meta.url).href;
  await writeFile(
    plugin,
    `import { appendFileSync, existsSync, readFileSync } from 'node:fs';
    import { playSource } from '${played}';
    const path = ${JSON.stringify(join(folder, 'ended'))};
    export function createSource() {
      if (existsSync(path)) {
        appendFileSync(path, '.');
        throw new Error('no start ' + readFileSync(path, 'utf8').length + '!');
      }
      const normalize = () => {
        appendFileSync(path, '.');
        process.exit(7);
      };
      return { ...playSource().source, normalize };
    }`,
  );
  await using relay = await startTestRelay({
    projector: 'thread',
    environment: { RELAY_SOURCES: pathToFileURL(plugin).href },
  });
  const { ingestUrl } = await relay.connect({ source: 'played', credentials: {} });
  const taken = await fetch(ingestUrl, { method: 'POST', body: '{"id":1}' });
  expect(taken.status).toBe(200);
  await until(() => expect(relay.log()).toContain('no start 3!'));
  const linesWith = (words: string) =>
    relay
      .log()
      .split('\n')
      .filter((line) => line.includes(words));
  expect(linesWith('The projector ended (exit code 7)')).toHaveLength(1);
  expect(linesWith('no start 2!')).toHaveLength(1);
});

test('a plugin call that never resolves fails eventually', async () => {
  vi.useFakeTimers();
  using _ = { [Symbol.dispose]: () => vi.useRealTimers() };
  const never = () => new Promise<never>(() => {});
  const { source } = playSource();
  const registry = new SourceRegistry([
    {
      ...source,
      webhook: { ...(source.webhook as NonNullable<AnySource['webhook']>), verify: never },
      poll: never,
      confirm: never,
      enrich: never,
      backfill: () => ({ [Symbol.asyncIterator]: () => ({ next: never }) }),
    },
  ]);
  const checked = registry.get('played') as Required<AnySource>;
  const unused = {} as never;
  const calls = {
    poll: checked.poll(null, unused),
    confirm: checked.confirm([], unused),
    enrich: checked.enrich(unused, unused),
    backfill: checked.backfill(unused, unused)[Symbol.asyncIterator]().next(),
  };
  const told = Object.entries(calls).map(([call, answer]) =>
    expect(answer).rejects.toThrow(`${call}() has not returned for 60 minutes`),
  );
  // The vendor waits for its 200.
  const verified = Promise.resolve(checked.webhook.verify(unused, unused)).catch(String);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(await verified).toContain('verify() has not returned for 10 s');
  await vi.advanceTimersByTimeAsync(60 * 60_000);
  await Promise.all(told);
});
