import { expect, test } from 'vitest';

import { VendorError } from '../errors/index.ts';
import type { Invoice } from '../models/index.ts';
import type { BackfillStep, Transport } from '../source/index.ts';
import { broken, brokenErrors, brokenTransport, failing } from './broken-polling-example.ts';
import type { PollingContract } from './broken-polling-example.ts';
import { createPollingExample } from './polling-example.ts';
import { pollingContract } from './polling-example-contract.ts';
import type { PollingExample } from './polling-example.ts';
import { sourceContract } from './source-contract.ts';

const ofAll = (name: string) =>
  ['poll', 'backfill', 'confirm', 'enrich'].map((capability) => `${capability}: ${name}`);
const trouble = 'throws a VendorError with the right code when the vendor fails';
const hostReason = 'passes on a VendorError of the transport';
const abort = 'an aborted signal ends it with the reason, at any point';
const secrecy = 'shows no secret in its results and errors';
const ownTransport = 'reaches the vendor only through the transport of its context';
const later = 'poll: when the vendor fails later, it throws a VendorError and nothing is lost';
const anyRequest = 'poll: whichever request the vendor fails, nothing is lost or returned twice';
const finds = 'backfill: finds every activity in the API exactly once, with its position';
const goesOn = 'backfill: continues after any step, in another process';
const howFar = 'backfill: reports progress, in steps that can be stored as JSON';
const answers = 'confirm: returns an answer for each activity, in order';
const alone = 'confirm: returns the same answer for an activity alone or in a batch';
const nothing = 'confirm: makes no request when there are no activities';
const tells = 'confirm: reports only activities that it answers true for';
const gives = 'enrich: returns the document of every subject, in the canonical model';
const absent = 'enrich: returns null for a document that the vendor does not have';

const isVendorError = (error: unknown): error is VendorError => error instanceof VendorError;

/** A backfill whose steps are changed. */
function brokenSteps(change: (step: BackfillStep) => object) {
  return broken(({ backfill }) => ({
    async *backfill(options, context) {
      for await (const step of backfill(options, context)) yield { ...step, ...change(step) };
    },
  }));
}

const brokenConfirm = (change: (confirm: PollingExample['confirm']) => PollingExample['confirm']) =>
  broken(({ confirm }) => ({ confirm: change(confirm) }));

const brokenEnrich = (change: (enrich: PollingExample['enrich']) => PollingExample['enrich']) =>
  broken(({ enrich }) => ({ enrich: change(enrich) }));

/** What is broken, and the cases that have to see it: these, and no others. */
const breaks: readonly [string, Partial<PollingContract>, readonly string[]][] = [
  [
    'an error of no known kind',
    brokenErrors((error) => (isVendorError(error) ? new TypeError('x is undefined') : error)),
    [...ofAll(trouble), ...ofAll(hostReason), later, anyRequest],
  ],
  [
    'one code for every trouble',
    brokenErrors((error) =>
      isVendorError(error) ? new VendorError('vendor_failed', error.message) : error,
    ),
    [...ofAll(trouble), ...ofAll(hostReason), later],
  ],
  [
    'no word of how long to wait',
    brokenErrors((error) =>
      isVendorError(error) ? new VendorError(error.code, error.message) : error,
    ),
    [...ofAll(trouble), ...ofAll(hostReason), later],
  ],
  [
    'a page taken for an answer',
    brokenTransport(() => (transport) => async (request) => {
      const response = await transport(request);
      const isPage = response.headers['content-type']?.startsWith('text/html') ?? false;
      return isPage && response.status === 200 ? { ...response, status: 404 } : response;
    }),
    ['backfill', 'confirm', 'enrich'].map((capability) => `${capability}: ${trouble}`),
  ],
  [
    'a reason of the host taken for an outage of the vendor',
    brokenTransport(
      () => (transport) => (request) =>
        transport(request).catch((error: unknown) => {
          throw isVendorError(error) ? new Error(error.message) : error;
        }),
    ),
    ofAll(hostReason),
  ],
  [
    'requests without the signal',
    brokenTransport(
      () =>
        (transport) =>
        ({ method, url, headers = {} }) =>
          transport({ method, url, headers }),
    ),
    ofAll(abort),
  ],
  [
    'an abort taken for trouble of the vendor',
    brokenErrors((error) =>
      isVendorError(error) ? error : new VendorError('vendor_unreachable', 'It was aborted.'),
    ),
    ofAll(abort),
  ],
  [
    'a secret in an error',
    brokenErrors((error, token) =>
      isVendorError(error)
        ? new VendorError(error.code, error.message, {
            retryAfterMs: error.retryAfterMs,
            details: [`with ${token}`],
          })
        : error,
    ),
    [...ofAll(secrecy), ...ofAll(hostReason)],
  ],
  [
    'what an HTTP library says as the cause of an error',
    brokenErrors((error, token) => {
      if (!isVendorError(error)) return error;
      const cause = new Error(`GET https://ledger.example {"authorization":"Bearer ${token}"}`);
      return new VendorError(error.code, error.message, {
        cause,
        retryAfterMs: error.retryAfterMs,
      });
    }),
    [...ofAll(secrecy), ...ofAll(hostReason)],
  ],
  [
    'the transport of whoever came first',
    brokenTransport(() => {
      let first: Transport | undefined;
      return (transport) => (first ??= transport);
    }),
    ofAll(ownTransport),
  ],
  [
    'requests by fetch',
    brokenTransport(() => (transport) => async (request) => {
      // Asks nobody, outside of the case too.
      await fetch('data:,').catch(() => {});
      return transport(request);
    }),
    ofAll(ownTransport),
  ],
  [
    'a walk that leaves an activity out',
    brokenSteps(({ activities }) => ({ activities: activities.filter(({ id }) => id !== '2-1') })),
    [finds],
  ],
  [
    'a walk that finds an activity twice',
    brokenSteps(({ activities }) => ({ activities: [...activities, ...activities] })),
    [finds],
  ],
  [
    'places that say nothing',
    brokenSteps(({ activities }) => ({
      activities: activities.map((activity) => ({ ...activity, position: 1 })),
    })),
    [finds],
  ],
  [
    'places the wrong way round',
    brokenSteps(({ activities }) => ({
      activities: activities.map((activity) => ({ ...activity, position: -activity.position })),
    })),
    [finds],
  ],
  [
    'places that the source contradicts',
    broken(() => ({ position: ({ id }) => Number(id.split('-')[0]) + 1 })),
    [finds],
  ],
  ['a cursor that leads to the start', brokenSteps(() => ({ cursor: { id: 0 } })), [goesOn]],
  [
    'a cursor that JSON changes',
    brokenSteps(({ cursor }) => ({ cursor: { ...cursor, at: new Date(0) } })),
    [howFar],
  ],
  ['progress that goes back', brokenSteps(({ done }) => ({ done: -done })), [howFar]],
  ['more done than there is', brokenSteps(() => ({ total: 0 })), [howFar]],
  [
    'a walk without end',
    broken(({ backfill }) => ({
      async *backfill(options, context) {
        for (;;) yield* backfill(options, context);
      },
    })),
    [
      finds,
      goesOn,
      howFar,
      `backfill: ${trouble}`,
      `backfill: ${abort}`,
      `backfill: ${secrecy}`,
      `backfill: ${ownTransport}`,
    ],
  ],
  [
    'a failure taken for the end of the walk',
    broken(({ backfill }) => ({
      async *backfill(options, context) {
        let begun = false;
        try {
          for await (const step of backfill(options, context)) {
            begun = true;
            yield step;
          }
        } catch (error) {
          if (!begun || !isVendorError(error)) throw error;
        }
      },
    })),
    [`backfill: ${trouble}`],
  ],
  [
    'everything confirmed',
    brokenConfirm(
      (confirm) =>
        async (...asked) =>
          (await confirm(...asked)).map(() => true),
    ),
    [answers, alone],
  ],
  [
    'answers the wrong way round',
    brokenConfirm(
      (confirm) =>
        async (...asked) =>
          (await confirm(...asked)).toReversed(),
    ),
    [answers],
  ],
  [
    'answers that are missing',
    brokenConfirm(
      (confirm) =>
        async (...asked) =>
          (await confirm(...asked)).filter((answer) => answer),
    ),
    [answers, alone],
  ],
  [
    'an answer that depends on the others',
    brokenConfirm((confirm) => async (activities, context) => {
      const given = await confirm(activities, context);
      return activities.length === 1 ? given.map((answer) => !answer) : given;
    }),
    [alone],
  ],
  [
    'a denied activity that was reported as found',
    brokenConfirm((confirm) => async (activities, context) => {
      for (const webhook of activities) context.onFound?.({ webhook, api: webhook });
      return confirm(activities, context);
    }),
    [tells],
  ],
  [
    'a question about nothing',
    brokenConfirm((confirm) => async (activities, context) => {
      const { transport, signal } = context;
      if (activities.length > 0) return confirm(activities, context);
      await transport({ method: 'GET', url: 'https://ledger.example/', signal });
      return [];
    }),
    [nothing],
  ],
  [
    'a document without a member',
    brokenEnrich((enrich) => async (...asked) => {
      const found = await enrich(...asked);
      if (found?.kind !== 'invoice') return found;
      const { currency: _, ...invoice } = found.invoice;
      return { ...found, invoice: invoice as typeof found.invoice };
    }),
    [gives],
  ],
  [
    'a total that does not follow from the lines',
    brokenEnrich((enrich) => async (...asked) => {
      const found = await enrich(...asked);
      if (found?.kind !== 'invoice') return found;
      const totals = { ...found.invoice.totals, payableAmount: '12.11' };
      return { ...found, invoice: { ...found.invoice, totals } };
    }),
    [gives],
  ],
  [
    'the document of another subject',
    brokenEnrich(
      (enrich) => async (subject, context) =>
        enrich(subject.id === '2' ? { ...subject, id: '3' } : subject, context),
    ),
    [gives],
  ],
  [
    'a document that JSON changes',
    brokenEnrich((enrich) => async (...asked) => {
      const found = await enrich(...asked);
      if (found?.kind !== 'invoice') return found;
      return { ...found, invoice: { ...found.invoice, more: undefined } };
    }),
    [gives],
  ],
  [
    'a document for any subject',
    brokenEnrich(
      (enrich) => async (subject, context) =>
        enrich({ ...subject, kind: 'invoice', id: '2' }, context),
    ),
    [absent],
  ],
  [
    'no document at all',
    broken(() => ({ enrich: async () => null })),
    [gives, ...[trouble, hostReason, abort, ownTransport].map((name) => `enrich: ${name}`)],
  ],
];

test.each(breaks)('detects %s', async (_, change, cases) => {
  expect(await failing(change)).toEqual(cases.toSorted());
});

test('every case with vendor requests fails at least once', () => {
  const seen = new Set(breaks.flatMap(([, , cases]) => cases));
  const names = sourceContract(pollingContract).cases.map(({ name }) => name);
  const ofVendor = names.filter((name) => /^(?:backfill|confirm|enrich):/.test(name));
  expect(ofVendor.filter((name) => !seen.has(name))).toEqual([]);
});

test('a walk without end and without a step ends the case', async () => {
  const change = broken(({ backfill }) => ({
    async *backfill(options, context) {
      const transport: Transport = async (request) => ({
        ...(await context.transport(request)),
        status: 404,
      });
      for (;;) yield* backfill(options, { ...context, transport });
    },
  }));
  expect(await failing(change)).toEqual(expect.arrayContaining([finds, goesOn]));
});

test('what fails only after a login is detected', async () => {
  const createSource: PollingContract['createSource'] = (runtime) => {
    const source = createPollingExample(runtime);
    return {
      ...source,
      check: async (context) => {
        await source.enrich({ kind: 'invoice', id: '1', number: null }, context);
        const { transport, credentials, signal } = context;
        const url = 'https://ledger.example/invoices?changedSince=0&after=0';
        const headers = { authorization: `Bearer ${credentials.token}` };
        const response = await transport({ method: 'GET', url, headers, signal });
        JSON.parse(new TextDecoder().decode(response.body));
      },
    };
  };
  expect(await failing({ createSource })).toContain(`check: ${trouble}`);
});

test('a failing case says first what is wrong', async () => {
  const errorOf = async (name: string, change: (invoice: Invoice) => object) => {
    const { createSource } = brokenEnrich((enrich) => async (...asked) => {
      const found = await enrich(...asked);
      if (found?.kind !== 'invoice') return found;
      return { ...found, invoice: { ...found.invoice, ...change(found.invoice) } };
    });
    const { cases } = sourceContract({ ...pollingContract, ...(createSource && { createSource }) });
    return cases.find((one) => one.name === name)?.run();
  };
  await expect(errorOf(gives, () => ({ currency: 'euro' }))).rejects.toThrow(
    /^invoice\.currency: Write a currency as its ISO 4217 code.*\nIt is \{/,
  );
  const totals = (payableAmount: string) => (invoice: Invoice) => ({
    totals: { ...invoice.totals, payableAmount },
  });
  await expect(errorOf(gives, totals('12.11'))).rejects.toThrow(
    'The amounts of invoice 2 do not add up:\ntotals.payableAmount is 12.11, but the lines give 12.10',
  );
});

test('a signal that is not passed on is named as the reason', async () => {
  const { createSource } = brokenTransport(
    () =>
      (transport) =>
      ({ method, url, headers = {} }) =>
        transport({ method, url, headers }),
  );
  const { cases } = sourceContract({ ...pollingContract, ...(createSource && { createSource }) });
  await expect(cases.find(({ name }) => name === `enrich: ${abort}`)?.run()).rejects.toThrow(
    'Aborted before it started, it finished, instead of throwing the reason of the signal: pass context.signal',
  );
});
