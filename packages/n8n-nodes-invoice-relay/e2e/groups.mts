import { amountCases } from './cases/amounts.mts';
import { burstCases } from './cases/burst.mts';
import { credentialCases } from './cases/credentials.mts';
import { drupalInvoiceCases } from './cases/drupal-invoice.mts';
import { editorCases } from './cases/editor.mts';
import { envoiceTriggerCases } from './cases/envoice-trigger.mts';
import { envoiceCases } from './cases/envoice.mts';
import { listCases } from './cases/lists.mts';
import { pollingKillCases } from './cases/polling-kills.mts';
import { pollingTriggerCases } from './cases/polling-trigger.mts';
import { queueModeCases } from './cases/queue-mode.mts';
import { readyWorkflowCases } from './cases/ready-workflows.mts';
import { relayNodeCases } from './cases/relay-node.mts';
import { relayTriggerLifeCases } from './cases/relay-trigger-life.mts';
import { relayTriggerCases } from './cases/relay-trigger.mts';
import { tarballCases } from './cases/tarball.mts';
import { toolCases } from './cases/tools.mts';
import type { Stage } from './support/stage.mts';

/** Test cases by their command-line name, in the order they run. */
export const groups: ReadonlyMap<string, (stage: Stage) => void> = new Map([
  ['tarball', tarballCases],
  ['credentials', credentialCases],
  ['lists', listCases],
  ['envoice', envoiceCases],
  ['drupal-invoice', drupalInvoiceCases],
  ['relay', relayNodeCases],
  ['relay-trigger', relayTriggerCases],
  ['relay-trigger-life', relayTriggerLifeCases],
  ['polling-trigger', pollingTriggerCases],
  ['polling-kills', pollingKillCases],
  ['envoice-trigger', envoiceTriggerCases],
  ['queue-mode', queueModeCases],
  ['ready-workflows', readyWorkflowCases],
  ['amounts', amountCases],
  ['tools', toolCases],
  ['editor', editorCases],
  // Last, because it keeps n8n busy for minutes.
  ['burst', burstCases],
]);

/** Returns the groups with these names, in the order above; all groups if there are none. */
export function chooseGroups(names: readonly string[]): readonly ((stage: Stage) => void)[] {
  return [...groups]
    .filter(([name]) => names.length === 0 || names.includes(name))
    .map(([, cases]) => cases);
}
