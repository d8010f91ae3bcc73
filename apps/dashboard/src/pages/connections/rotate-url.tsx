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
      lead="The connection gets a new URL, such as when the present one was seen by somebody. Give the new one to the vendor while both work, and nothing is lost."
      overlapLabel="The old URL works for"
      changes="connections"
      rotate={async (overlapSeconds) =>
        (await relay.connections.rotateIngestUrl({ id, overlapSeconds })).ingestUrl ?? ''
      }
      shown={({ made, until }) => (
        <>
          <p>
            {until === null
              ? 'The old URL does not work any more. Give the vendor this one at once.'
              : `Both URLs work until ${until}. Give the vendor this one by then.`}
          </p>
          <Copyable text={made} what="the new ingest URL" />
        </>
      )}
      onClose={props.onClose}
    />
  );
}
