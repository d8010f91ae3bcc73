import assert from 'node:assert/strict';

import { SourceError } from '../errors/index.ts';
import type { Activity, AnySource, SameActivity } from '../source/index.ts';
import type { ContractCase } from './contract-case.ts';
import type { SourceContractOptions } from './contract-options.ts';
import { fixtureActivity } from './contract-subject.ts';
import { vendorCases } from './vendor-cases.ts';
import type { VendorCall } from './vendor-cases.ts';
import type { ConfirmContractOptions, ConfirmFixture } from './vendor-options.ts';
import { openVendorSession } from './vendor-session.ts';

/** What `confirm` returns. */
export function confirmCases(
  options: SourceContractOptions<unknown>,
  { activities }: ConfirmContractOptions,
): readonly ContractCase[] {
  const open = () => {
    const session = openVendorSession(options);
    const context = { ...session.context, signal: new AbortController().signal };
    const ask = (asked: readonly Activity[], onFound?: (same: SameActivity) => void) =>
      confirmOf(session.createSource())(asked, { ...context, ...(onFound && { onFound }) });
    return { session, ask };
  };
  const call: VendorCall = {
    capability: 'confirm',
    run: ({ session, source, signal }) =>
      confirmOf(source)(activities.map(fixtureActivity), { ...session.context, signal }),
  };
  return [
    {
      name: 'confirm: returns an answer for each activity, in order',
      run: async () => {
        const { ask } = open();
        for (const asked of [activities, activities.toReversed(), [...activities, ...activities]]) {
          assert.deepEqual(named(asked, await ask(asked.map(fixtureActivity))), dueAnswers(asked));
        }
      },
    },
    {
      name: 'confirm: returns the same answer for an activity alone or in a batch',
      run: async () => {
        for (const fixture of activities) {
          const answers = await open().ask([fixtureActivity(fixture)]);
          assert.deepEqual(named([fixture], answers), dueAnswers([fixture]));
        }
      },
    },
    {
      name: 'confirm: reports only activities that it answers true for',
      run: async () => {
        const asked = activities.map(fixtureActivity);
        const found: SameActivity[] = [];
        const answers = await open().ask(asked, (same) => found.push(same));
        for (const { webhook, api } of found) {
          const place = asked.indexOf(webhook);
          assert.equal(answers[place], true, `It reported ${webhook.id} without confirming it.`);
          assert.equal(api.id, webhook.id, 'The two are not the same activity.');
        }
      },
    },
    {
      name: 'confirm: makes no request when there are no activities',
      run: async () => {
        const { session, ask } = open();
        assert.deepEqual(await ask([]), []);
        assert.equal(session.requests.length, 0, 'It sent a request to the vendor.');
      },
    },
    ...vendorCases(options, call),
  ];
}

function confirmOf(source: AnySource): NonNullable<AnySource['confirm']> {
  if (source.confirm) return (activities, context) => source.confirm!(activities, context);
  throw new SourceError('source_capability_missing', `"${source.name}" offers no confirm.`);
}

/** With names, so that a difference says which activity it is about. */
function named(asked: readonly ConfirmFixture[], answers: readonly unknown[]): unknown[] {
  assert.equal(answers.length, asked.length, 'It must return one answer for each activity.');
  return asked.map(({ name }, index) => [name, answers[index]]);
}

function dueAnswers(asked: readonly ConfirmFixture[]): unknown[] {
  return asked.map(({ name, answer }) => [name, answer]);
}
