import type { ComponentChildren } from 'preact';
import { createPortal } from 'preact/compat';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

import { PlaceOfDialogs } from '../ui/dialog.tsx';

/**
 * Shows its children while it is open. While it is shut they are no part of the document, with all
 * the dialogs that they opened: what a session showed is not there to be found once it has ended.
 * They are kept beside it, so that what was filled in is there again.
 */
export function Gate(props: { readonly open: boolean; readonly children: ComponentChildren }) {
  const { open, children } = props;
  const place = useRef<HTMLDivElement>(null);
  const [kept] = useState(makeKept);
  const left = useRef<{ readonly focus: Element | null; readonly scroll: number } | null>(null);
  useLayoutEffect(() => {
    if (!open) return undefined;
    place.current?.append(kept);
    if (left.current !== null) {
      const { focus, scroll } = left.current;
      if (focus instanceof HTMLElement) focus.focus({ preventScroll: true });
      window.scrollTo({ top: scroll, behavior: 'instant' });
    }
    return () => {
      const focus = kept.contains(document.activeElement) ? document.activeElement : null;
      left.current = { focus, scroll: window.scrollY };
      kept.remove();
    };
  }, [open]);
  return (
    <>
      <div ref={place} class="gate" />
      {createPortal(
        <PlaceOfDialogs.Provider value={kept}>{children}</PlaceOfDialogs.Provider>,
        kept,
      )}
    </>
  );
}

function makeKept(): HTMLElement {
  const kept = document.createElement('div');
  kept.className = 'gate';
  return kept;
}
