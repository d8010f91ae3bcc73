import { rmSync } from 'node:fs';
import { after } from 'node:test';

import { burstCases } from './cases/burst.mts';
import { credentialCases } from './cases/credentials.mts';
import { docsWorkflowCases } from './cases/docs-workflows.mts';
import { drupalInvoiceCases } from './cases/drupal-invoice.mts';
import { editorCases } from './cases/editor.mts';
import { envoiceTriggerCases } from './cases/envoice-trigger.mts';
import { envoiceCases } from './cases/envoice.mts';
import { listCases } from './cases/lists.mts';
import { pollingTriggerCases } from './cases/polling-trigger.mts';
import { readyWorkflowCases } from './cases/ready-workflows.mts';
import { relayNodeCases } from './cases/relay-node.mts';
import { relayTriggerCases } from './cases/relay-trigger.mts';
import { say } from './support/say.mts';
import { setStage } from './support/stage.mts';

/**
 * A real n8n with the packed tarball, a real relay and a real sandbox, all on this machine: what
 * people do with the nodes, done once. Everything has to be built before: `pnpm n8n:e2e` does.
 */
const stage = await setStage();
after(() => stage.close());
process.on('exit', (code) => {
  if (code === 0) rmSync(stage.folder, { recursive: true, force: true });
  else say(`Logs and data are in ${stage.folder}`);
});

const only = new Set((process.env['ONLY'] ?? '').split(',').filter(Boolean));
for (const cases of [credentialCases, drupalInvoiceCases, envoiceCases, relayNodeCases, relayTriggerCases, pollingTriggerCases, envoiceTriggerCases, docsWorkflowCases, readyWorkflowCases, listCases, burstCases, editorCases]) {
  if (only.size === 0 || only.has(cases.name.replace('Cases', ''))) cases(stage);
}
