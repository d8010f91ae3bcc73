import type { AnySource } from '../source/index.ts';
import { backfillCases } from './backfill-cases.ts';
import { confirmCases } from './confirm-cases.ts';
import type { ContractCase } from './contract-case.ts';
import type { SourceContractOptions } from './contract-options.ts';
import { enrichCases } from './enrich-cases.ts';
import { pollCases } from './poll-cases.ts';
import { openPollHost } from './poll-host.ts';
import { pollRecoveryCases } from './poll-recovery-cases.ts';
import { vendorCases } from './vendor-cases.ts';
import type { VendorCall } from './vendor-cases.ts';

/** The cases of what a source offers beyond webhooks, as far as they are described. */
export function capabilityCases(
  options: SourceContractOptions<unknown>,
  source: AnySource,
): readonly ContractCase[] {
  const { poll, enrich, confirm, backfill } = options;
  const call: VendorCall = {
    capability: 'poll',
    run: async (use) => {
      const host = openPollHost(options, { ...use, startFrom: 'beginning' });
      const { steps } = await host.poll(use);
      return { steps, remembered: [...host.memory.documents.values()] };
    },
  };
  const check: VendorCall = {
    capability: 'check',
    run: async ({ session, source: asked, signal }) => {
      await asked.check?.({ ...session.context, signal });
    },
  };
  // If there is a stand-in for another capability, it can be called.
  const isPlayed = [poll, backfill, confirm, enrich].some((one) => one !== undefined);
  return [
    ...(source.check && isPlayed ? vendorCases(options, check) : []),
    ...(source.poll && poll
      ? [...pollCases(options), ...pollRecoveryCases(options), ...vendorCases(options, call)]
      : []),
    ...(source.backfill && backfill ? backfillCases(options, backfill) : []),
    ...(source.confirm && confirm ? confirmCases(options, confirm) : []),
    ...(source.enrich && enrich ? enrichCases(options, enrich) : []),
  ];
}
