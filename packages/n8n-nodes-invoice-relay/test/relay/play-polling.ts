import type { IDataObject } from 'n8n-workflow';
import { vi } from 'vitest';

import { InvoiceRelayPollingTrigger } from '../../nodes/InvoiceRelayPollingTrigger/InvoiceRelayPollingTrigger.node.ts';
import { playContext } from './contexts.ts';
import type { ContextOptions } from './contexts.ts';
import { PlayedRelay } from './played-relay.ts';

let { poll } = new InvoiceRelayPollingTrigger();
const { execute } = new InvoiceRelayPollingTrigger();

/** Restarts n8n: only what it keeps in its database is left. */
export async function startAgain(): Promise<void> {
  vi.resetModules();
  const fresh =
    await import('../../nodes/InvoiceRelayPollingTrigger/InvoiceRelayPollingTrigger.node.ts');
  ({ poll } = new fresh.InvoiceRelayPollingTrigger());
}

/** The execution started by a poll, with n8n's list of what a node has processed. */
export function executions(onAsked: (options: unknown) => void = () => {}) {
  const known = new Set<unknown>();
  return async (
    polled: readonly unknown[] | null,
    {
      mode = 'trigger',
      written = {},
      ...parameters
    }: {
      mode?: string;
      startFrom?: string;
      startDate?: string;
      options?: object;
      written?: Readonly<Record<string, string>>;
    } = {},
  ) => {
    const { context } = playContext({
      mode,
      items: 1,
      parameters: { eventTypes: ['*'], ...parameters },
      written,
    });
    Object.assign(context, {
      getInputData: () => (polled ?? []).map((id) => ({ json: { id } })),
    });
    Object.assign(context.helpers, {
      checkProcessedItemsAndRecord: (
        member: string,
        items: IDataObject[],
        _scope: string,
        options: unknown,
      ) => {
        onAsked(options);
        const fresh = items.filter((item) => !known.has(item[member]));
        for (const item of fresh) known.add(item[member]);
        return Promise.resolve({ new: fresh, processed: [] });
      },
    });
    return ((await execute.call(context))[0] ?? []).map(({ json }) => json['id']);
  };
}

export const numbers = (count: number, first = 1) =>
  Array.from({ length: count }, (_, index) => first + index);
export const ids = (from: readonly number[]) => from.map((number) => `evt_${number}`);

let nodes = 0;

/** A trigger with a relay, polled the way n8n does. */
export function play(
  parameters: Readonly<Record<string, unknown>> = {},
  options: ContextOptions = {},
) {
  const relay = new PlayedRelay();
  const staticData: IDataObject = {};
  nodes += 1;
  const nodeId = `poll-${nodes}`;
  const pollJson = async (changes: Readonly<Record<string, unknown>> = {}) => {
    const { context } = playContext({
      parameters: { eventTypes: ['*'], connectionIds: [], ...parameters, ...changes },
      http: (request) => relay.request(request),
      staticData,
      nodeId,
      ...options,
    });
    const items = await poll.call(context);
    return items === null ? null : (items[0] ?? []).map(({ json }) => json);
  };
  const pollOnce = async (changes?: Readonly<Record<string, unknown>>) =>
    (await pollJson(changes))?.map((json) => json['id']) ?? null;
  return { relay, staticData, pollJson, pollOnce };
}
