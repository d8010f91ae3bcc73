import { useLocation } from 'preact-iso';
import { useState } from 'preact/hooks';

import { relay } from '../../api/relay.ts';
import { refresh } from '../../api/use-action.ts';
import type { Connection, Source } from '../../api/views.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmButton } from '../../ui/confirm.tsx';
import { EditConnection } from './edit-connection.tsx';
import { RotateUrl } from './rotate-url.tsx';

export function ConnectionActions(props: {
  readonly connection: Connection;
  readonly source: Source | undefined;
}) {
  const { connection, source } = props;
  const { id, ingestUrl, name } = connection;
  const { route } = useLocation();
  const [open, setOpen] = useState<'edit' | 'rotate' | undefined>();
  const close = (): void => setOpen(undefined);
  // After a loss of the encryption key, the URL is null because it cannot be decrypted: rotate it.
  const takesWebhooks = source?.capabilities.includes('webhook') ?? ingestUrl !== null;
  return (
    <>
      {source !== undefined && <Button onClick={() => setOpen('edit')}>Edit</Button>}
      {takesWebhooks && <Button onClick={() => setOpen('rotate')}>Rotate URL</Button>}
      <ConfirmButton
        label="Delete"
        title={`Delete ${name}?`}
        action="Delete the connection"
        onConfirm={async () => {
          await relay.connections.delete({ id });
          refresh(['connections', 'overview']);
          route('/connections');
        }}
      >
        Its ingest URL stops working immediately, and its credentials are deleted. Past events are
        kept.
      </ConfirmButton>
      {open === 'edit' && source !== undefined && (
        <EditConnection connection={connection} source={source} onClose={close} />
      )}
      {open === 'rotate' && <RotateUrl connection={connection} onClose={close} />}
    </>
  );
}
