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
      lead="This creates a new secret. Give it to the subscriber, unless it is an n8n workflow or a Zap: these fetch it automatically. While the old one is valid, every event carries both signatures, so that nothing fails in the meantime."
      overlapLabel="Keep the old secret valid for"
      changes="subscriptions"
      rotate={async (overlapSeconds) =>
        (await relay.subscriptions.rotateSecret({ id, overlapSeconds })).secret
      }
      shown={({ made, until }) => (
        <SecretShown secret={made}>
          {until === null
            ? 'The old secret is no longer valid. Give the new one to the subscriber now.'
            : `Both secrets are valid until ${until}. Give the new one to the subscriber by then.`}
        </SecretShown>
      )}
      onClose={props.onClose}
    />
  );
}
