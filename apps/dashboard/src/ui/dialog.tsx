import * as dialog from '@zag-js/dialog';
import { normalizeProps, useMachine } from '@zag-js/preact';
import { X } from 'lucide-preact';
import { createContext } from 'preact';
import type { ComponentChildren } from 'preact';
import { createPortal } from 'preact/compat';
import { useContext, useId } from 'preact/hooks';

/** The element that contains the dialogs; defaults to the end of the document. */
export const PlaceOfDialogs = createContext<HTMLElement | undefined>(undefined);

/**
 * A modal dialog, open as long as it is rendered. It traps the focus, closes with Escape, and then
 * restores the focus.
 */
export function Dialog(props: {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
  /** `alertdialog` is for important questions: a click outside does not close it. */
  readonly role?: 'dialog' | 'alertdialog';
  readonly wide?: boolean;
  /** Whether a click outside keeps it open, because its content cannot be shown again. */
  readonly stays?: boolean;
}) {
  const { title, onClose, children, role = 'dialog', wide = false, stays = false } = props;
  const service = useMachine(dialog.machine, {
    id: useId(),
    open: true,
    role,
    closeOnInteractOutside: role === 'dialog' && !stays,
    onOpenChange: ({ open }) => {
      if (!open) onClose();
    },
  });
  const api = dialog.connect(service, normalizeProps);
  return (
    <OverThePage>
      <div {...api.getBackdropProps()} class="dialog-shade" />
      <div {...api.getPositionerProps()} class="dialog-place">
        <div {...api.getContentProps()} class={wide ? 'dialog dialog-wide' : 'dialog'}>
          <div class="stack">
            <div class="dialog-head">
              <h2 {...api.getTitleProps()}>{title}</h2>
              <button
                {...api.getCloseTriggerProps()}
                class="button button-quiet button-icon"
                aria-label="Close"
              >
                <X size={18} aria-hidden="true" />
              </button>
            </div>
            {children}
          </div>
        </div>
      </div>
    </OverThePage>
  );
}

/** A panel that slides in from the side, for small screens. */
export function Drawer(props: {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}) {
  const { title, onClose, children } = props;
  const service = useMachine(dialog.machine, {
    id: useId(),
    open: true,
    'aria-label': title,
    onOpenChange: ({ open }) => {
      if (!open) onClose();
    },
  });
  const api = dialog.connect(service, normalizeProps);
  return (
    <OverThePage>
      <div {...api.getBackdropProps()} class="dialog-shade" />
      <div {...api.getPositionerProps()} class="dialog-place" data-side="start">
        <div {...api.getContentProps()} class="dialog drawer">
          <button
            {...api.getCloseTriggerProps()}
            class="button button-quiet button-icon drawer-close"
            aria-label="Close"
          >
            <X size={18} aria-hidden="true" />
          </button>
          {children}
        </div>
      </div>
    </OverThePage>
  );
}

/** Covers the page and its dialogs. The user cannot close it. */
export function Cover(props: { readonly title: string; readonly children: ComponentChildren }) {
  const { title, children } = props;
  const service = useMachine(dialog.machine, {
    id: useId(),
    open: true,
    role: 'alertdialog',
    'aria-label': title,
    closeOnEscape: false,
    closeOnInteractOutside: false,
  });
  const api = dialog.connect(service, normalizeProps);
  return (
    <OverThePage>
      <div {...api.getBackdropProps()} class="dialog-shade dialog-shade-closed" />
      <div {...api.getPositionerProps()} class="dialog-place cover">
        <div {...api.getContentProps()} class="sign-in">
          {children}
        </div>
      </div>
    </OverThePage>
  );
}

/** Renders outside of the parent element, which may be clipped or covered. */
function OverThePage({ children }: { readonly children: ComponentChildren }) {
  const place = useContext(PlaceOfDialogs) ?? document.body;
  return createPortal(<>{children}</>, place);
}
