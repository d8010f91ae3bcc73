import { useLocation } from 'preact-iso';
import { useState } from 'preact/hooks';

import { relay } from '../../api/relay.ts';
import { refresh, useAction } from '../../api/use-action.ts';
import type { Subscription } from '../../api/views.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmButton } from '../../ui/confirm.tsx';
import { EditSubscription } from './edit-subscription.tsx';
import { RotateSecret } from './rotate-secret.tsx';

const touches = ['subscriptions', 'deliveries', 'overview'];

export function SubscriptionActions({ subscription }: { readonly subscription: Subscription }) {
  const { id, status } = subscription;
  const { route } = useLocation();
  const [open, setOpen] = useState<'edit' | 'rotate' | undefined>();
  const active = status === 'active';
  const change = useAction({
    run: () => relay.subscriptions.update({ id, status: active ? 'paused' : 'active' }),
    done: active
      ? 'Paused: events are kept, but not sent.'
      : 'Enabled: all missed events are sent, in order.',
    touches,
  });
  const close = (): void => setOpen(undefined);
  return (
    <>
      <Button look={active ? 'normal' : 'primary'} busy={change.busy} onClick={() => change.run()}>
        {active ? 'Pause' : 'Enable'}
      </Button>
      <Button onClick={() => setOpen('edit')}>Edit</Button>
      <Button onClick={() => setOpen('rotate')}>Rotate secret</Button>
      <ConfirmButton
        label="Delete"
        title="Delete this subscription?"
        action="Delete the subscription"
        onConfirm={async () => {
          await relay.subscriptions.delete({ id });
          refresh(touches);
          route('/subscriptions');
        }}
      >
        Nothing more is sent to {subscription.url}, and pending deliveries are cancelled. Events are
        kept.
      </ConfirmButton>
      {open === 'edit' && <EditSubscription subscription={subscription} onClose={close} />}
      {open === 'rotate' && <RotateSecret subscription={subscription} onClose={close} />}
    </>
  );
}
