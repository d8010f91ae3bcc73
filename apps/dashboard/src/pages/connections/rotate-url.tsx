import { useMutation } from '@tanstack/preact-query';
import { useState } from 'preact/hooks';

import { relay } from '../../api/relay.ts';
import { refresh } from '../../api/use-action.ts';
import type { Connection } from '../../api/views.ts';
import { formatMoment } from '../../text/time.ts';
import { Button } from '../../ui/button.tsx';
import { Copyable } from '../../ui/copy.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { OverlapField } from '../../ui/overlap.tsx';
import { ProblemNotice } from '../../ui/problem.tsx';

/** Makes a new ingest URL, and says until when the one before works. */
export function RotateUrl(props: {
  readonly connection: Connection;
  readonly onClose: () => void;
}) {
  const { connection, onClose } = props;
  const [overlap, setOverlap] = useState('86400');
  const rotate = useMutation({
    mutationFn: async () => {
      const { ingestUrl } = await relay.connections.rotateIngestUrl({
        id: connection.id,
        overlapSeconds: Number(overlap),
      });
      return { ingestUrl, until: Date.now() + Number(overlap) * 1_000 };
    },
    onSuccess: () => refresh(['connections']),
  });
  return (
    <Dialog title="Rotate the ingest URL" onClose={onClose}>
      {rotate.data === undefined ? (
        <>
          <p>
            The connection gets a new URL, such as when the present one was seen by somebody. Give
            the new one to the vendor while both work, and nothing is lost.
          </p>
          <OverlapField label="The old URL works for" value={overlap} onChange={setOverlap} />
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
          <p>
            {overlap === '0'
              ? 'The old URL does not work any more. Give the vendor this one at once.'
              : `Both URLs work until ${formatMoment(new Date(rotate.data.until).toISOString())}. Give the vendor this one by then.`}
          </p>
          <Copyable text={rotate.data.ingestUrl ?? ''} what="the new ingest URL" />
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
