import type { SandboxActivity } from '../plumbing/sandbox-control.ts';
import type { Scene } from '../scene.ts';

const life = ['Created', 'SentViaEmail', 'Viewed', 'NewPaymentWithStripe', 'Paid'] as const;

/** Records the life of an invoice, from its creation to its payment. */
export async function liveAnInvoice(scene: Scene): Promise<readonly SandboxActivity[]> {
  const { screen } = scene.stage;
  screen.step(
    'The life of an invoice',
    'At the vendor, an invoice is created, sent, viewed and paid. Each step is an activity.',
  );
  const activities = await recordLife({ scene, types: life });
  screen.check(`The vendor recorded ${activities.length} activities`, {
    holds: activities.length === life.length,
  });
  for (const { Id, Message } of activities) screen.detail(`${Id}  ${Message}`);
  return activities;
}

/** Records activities of a single invoice, which the first of them creates. */
export async function recordLife(options: {
  readonly scene: Scene;
  readonly types: readonly string[];
}): Promise<readonly SandboxActivity[]> {
  const { control } = options.scene.sandbox;
  const activities: SandboxActivity[] = [];
  for (const type of options.types) {
    const invoiceId = activities[0]?.InvoiceId;
    activities.push(await control.record(invoiceId === undefined ? { type } : { type, invoiceId }));
  }
  return activities;
}
