/** How long whatever moves the focus itself may take, such as a new page or a closing dialog. */
const ownMoveMs = 100;

/**
 * Keeps the focus where it was when the element that had it disappears, such as a button of a
 * delivery that was cancelled: the nearest element around it that can be focused gets it.
 * Otherwise, keyboard users would start over at the top of the document.
 *
 * @returns a function that stops it
 */
export function keepFocus(within: HTMLElement): () => void {
  /** What had the focus last, and everything around it. */
  let path: readonly EventTarget[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const isLost = (): boolean => {
    const [last] = path;
    return last instanceof Node && !last.isConnected && within.isConnected;
  };
  const restore = (): void => {
    timer = undefined;
    if (!isLost() || document.activeElement !== document.body) return;
    const nearest = path.find(
      (each): each is HTMLElement =>
        each instanceof HTMLElement && each.isConnected && each.hasAttribute('tabindex'),
    );
    nearest?.focus({ preventScroll: true });
  };
  const remember = (event: FocusEvent): void => {
    path = event.composedPath();
  };
  const observer = new MutationObserver(() => {
    if (isLost()) timer ??= setTimeout(restore, ownMoveMs);
  });
  within.addEventListener('focusin', remember);
  observer.observe(document.body, { childList: true, subtree: true });
  return () => {
    clearTimeout(timer);
    observer.disconnect();
    within.removeEventListener('focusin', remember);
  };
}
