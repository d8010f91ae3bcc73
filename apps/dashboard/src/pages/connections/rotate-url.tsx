import { relay } from '../../api/relay.ts';
import type { Connection } from '../../api/views.ts';
import { Copyable } from '../../ui/copy.tsx';
import { RotateDialog } from '../../ui/rotate-dialog.tsx';

/** Rotates the ingest URL, and shows until when the old one works. */
export function RotateUrl(props: {
  readonly connection: Connection;
  readonly onClose: () => void;
}) {
  const { id } = props.connection;
  return (
    <RotateDialog
      title="Rotate the ingest URL"
      lead="This creates a new ingest URL, for example after the current one was exposed. Enter the new one in the vendor’s settings while both work, and nothing is lost."
      overlapLabel="Keep the old URL working for"
      changes="connections"
      rotate={async (overlapSeconds) =>
        (await relay.connections.rotateIngestUrl({ id, overlapSeconds })).ingestUrl ?? ''
      }
      shown={({ made, until }) => (
        <>
          <p>
            {until === null
              ? 'The old URL no longer works. Enter the new one in the vendor’s settings now.'
              : `Both URLs work until ${until}. Enter the new one in the vendor’s settings by then.`}
          </p>
          <Copyable text={made} what="the new ingest URL" />
        </>
      )}
      onClose={props.onClose}
    />
  );
}
