import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';

import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { ProblemNotice } from './problem.tsx';

/** A button for irreversible actions: asks for confirmation and describes the consequences. */
export function ConfirmButton(props: {
  readonly label: ComponentChildren;
  readonly title: string;
  /** Description of the consequences. */
  readonly children: ComponentChildren;
  /** Label of the confirming button: `Delete`. */
  readonly action: string;
  /** Label of the button that closes the dialog without doing anything. */
  readonly dismiss?: string;
  readonly look?: 'normal' | 'danger' | 'quiet';
  readonly size?: 'normal' | 'small';
  /** If it rejects, the dialog stays open and shows the error. */
  readonly onConfirm: () => Promise<unknown>;
}) {
  const { label, title, children, action, dismiss = 'Keep it', onConfirm } = props;
  const { look = 'danger', size = 'normal' } = props;
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const close = (): void => {
    setOpen(false);
    setError(null);
  };
  const confirm = async (): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      await onConfirm();
      close();
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button look={look} size={size} onClick={() => setOpen(true)}>
        {label}
      </Button>
      {open && (
        <Dialog title={title} role="alertdialog" onClose={close}>
          <div>{children}</div>
          <ProblemNotice error={error} />
          <div class="row row-end">
            <Button onClick={close}>{dismiss}</Button>
            <Button look="danger" busy={busy} onClick={() => void confirm()}>
              {action}
            </Button>
          </div>
        </Dialog>
      )}
    </>
  );
}
