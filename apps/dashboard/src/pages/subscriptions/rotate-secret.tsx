import { relay } from '../../api/relay.ts';
import type { Subscription } from '../../api/views.ts';
import { RotateDialog } from '../../ui/rotate-dialog.tsx';
import { SecretShown } from './secret-shown.tsx';

/** Rotates the secret, and shows until when the old one is valid. */
export function RotateSecret(props: {
  readonly subscription: Subscription;
  readonly onClose: () => void;
}) {
  const { id } = props.subscription;
  return (
    <RotateDialog
      title="Rotate the secret"
      lead="The relay makes a new secret. Give it to the subscriber, unless it is a workflow of n8n or a Zap: these fetch it by themselves. As long as the old one is good as well, every event carries both signatures, so that nothing fails in between."
      overlapLabel="The old secret stays good for"
      changes="subscriptions"
      rotate={async (overlapSeconds) =>
        (await relay.subscriptions.rotateSecret({ id, overlapSeconds })).secret
      }
      shown={({ made, until }) => (
        <SecretShown secret={made}>
          {until === null
            ? 'The old secret signs nothing any more. Give the subscriber this one at once.'
            : `Both secrets sign until ${until}. Give the subscriber this one by then.`}
        </SecretShown>
      )}
      onClose={props.onClose}
    />
  );
}
