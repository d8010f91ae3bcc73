import { useMutation } from '@tanstack/preact-query';
import { useState } from 'preact/hooks';

import { relay } from '../../api/relay.ts';
import { refresh } from '../../api/use-action.ts';
import type { Subscription } from '../../api/views.ts';
import { formatMoment } from '../../text/time.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { OverlapField } from '../../ui/overlap.tsx';
import { ProblemNotice } from '../../ui/problem.tsx';
import { SecretShown } from './secret-shown.tsx';

/** Makes a new secret, and says until when the one before is good. */
export function RotateSecret(props: {
  readonly subscription: Subscription;
  readonly onClose: () => void;
}) {
  const { subscription, onClose } = props;
  const [overlap, setOverlap] = useState('86400');
  const rotate = useMutation({
    mutationFn: async () => {
      const { secret } = await relay.subscriptions.rotateSecret({
        id: subscription.id,
        overlapSeconds: Number(overlap),
      });
      return { secret, until: Date.now() + Number(overlap) * 1_000 };
    },
    onSuccess: () => refresh(['subscriptions']),
  });
  return (
    <Dialog title="Rotate the secret" onClose={onClose}>
      {rotate.data === undefined ? (
        <>
          <p>
            The relay makes a new secret. Give it to the subscriber; as long as the old one is good
            as well, every event carries both signatures, so that nothing fails in between.
          </p>
          <OverlapField
            label="The old secret stays good for"
            value={overlap}
            onChange={setOverlap}
          />
          <ProblemNotice error={rotate.error} />
          <div class="row row-end">
            <Button onClick={onClose}>Cancel</Button>
            <Button look="primary" busy={rotate.isPending} onClick={() => rotate.mutate()}>
              Rotate
            </Button>
          </div>
        </>
      ) : (
        <>
          <SecretShown secret={rotate.data.secret}>
            {overlap === '0'
              ? 'The old secret signs nothing any more. Give the subscriber this one at once.'
              : `Both secrets sign until ${formatMoment(new Date(rotate.data.until).toISOString())}. Give the subscriber this one by then.`}
          </SecretShown>
          <div class="row row-end">
            <Button look="primary" onClick={onClose}>
              Done
            </Button>
          </div>
        </>
      )}
    </Dialog>
  );
}
