import { useState } from 'preact/hooks';

import { relay } from '../../api/relay.ts';
import { refresh } from '../../api/use-action.ts';
import { About } from '../../ui/about.tsx';
import { Button } from '../../ui/button.tsx';
import { ConfirmButton } from '../../ui/confirm.tsx';
import { announce, announceProblem } from '../../ui/toasts.tsx';
import { retryText } from './quarantine-text.ts';

const touches = ['quarantine', 'events', 'overview', 'connections'];

export function QuarantineActions(props: {
  readonly id: string;
  /** Visually hidden text that tells screen reader users which item the buttons belong to. */
  readonly about?: string;
  /** Called after the item has left the quarantine. */
  readonly onGone?: () => void;
}) {
  const { id, about, onGone } = props;
  const [busy, setBusy] = useState(false);
  const size = about === undefined ? 'normal' : 'small';
  const of = about !== undefined && <About text={about} />;
  const retry = async (): Promise<void> => {
    setBusy(true);
    try {
      const result = await relay.quarantine.retry({ id });
      announce(retryText(result));
      refresh(touches);
      if (result.status !== 'quarantined') onGone?.();
    } catch (error) {
      announceProblem(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div class="row row-end above">
      <Button size={size} busy={busy} onClick={() => void retry()}>
        Process again{of}
      </Button>
      <ConfirmButton
        label={<>Delete{of}</>}
        look="quiet"
        size={size}
        title="Delete this item permanently?"
        action="Delete permanently"
        onConfirm={async () => {
          await relay.quarantine.delete({ id });
          refresh(touches);
          onGone?.();
        }}
      >
        It will never become an event, unless the vendor sends it again.
      </ConfirmButton>
    </div>
  );
}
