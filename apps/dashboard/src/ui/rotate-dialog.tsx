import { useMutation } from '@tanstack/preact-query';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';

import { serverClock } from '../api/server-clock.ts';
import { refresh } from '../api/use-action.ts';
import { formatMoment } from '../text/time.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { OverlapField } from './overlap.tsx';
import { ProblemNotice } from './problem.tsx';

/** The new value, and until when the old one also works; null if it no longer works. */
export interface Rotated {
  readonly made: string;
  readonly until: string | null;
}

/** Rotates a secret or URL, with a selectable period during which the old one also works. */
export function RotateDialog(props: {
  readonly title: string;
  /** Description of what the rotation does. */
  readonly lead: string;
  readonly overlapLabel: string;
  /** First part of the query keys that it invalidates. */
  readonly changes: string;
  readonly rotate: (overlapSeconds: number) => Promise<string>;
  readonly shown: (rotated: Rotated) => ComponentChildren;
  readonly onClose: () => void;
}) {
  const { title, lead, overlapLabel, changes, onClose } = props;
  const [overlap, setOverlap] = useState('86400');
  const rotate = useMutation({
    mutationFn: async (): Promise<Rotated> => {
      const seconds = Number(overlap);
      const made = await props.rotate(seconds);
      const until = new Date(serverClock.now() + seconds * 1_000).toISOString();
      return { made, until: seconds === 0 ? null : formatMoment(until) };
    },
    onSuccess: () => refresh([changes]),
  });
  return (
    <Dialog title={title} onClose={onClose} stays={rotate.data !== undefined}>
      {rotate.data === undefined ? (
        <>
          <p>{lead}</p>
          <OverlapField label={overlapLabel} value={overlap} onChange={setOverlap} />
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
          {props.shown(rotate.data)}
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
