import type { ComponentChildren } from 'preact';
import { createPortal } from 'preact/compat';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

import { PlaceOfDialogs } from '../ui/dialog.tsx';

/**
 * Shows its children while it is open. While it is closed, they are detached from the document
 * together with their dialogs, so that nothing a session showed can be found after it has ended.
 * They stay in memory, so that form input is restored when it opens again.
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
