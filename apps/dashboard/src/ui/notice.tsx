import type { ComponentChildren } from 'preact';

import { ToneIcon } from './status.tsx';
import type { Tone } from './status.tsx';

/** Something to know, above what it is about. */
export function Notice(props: {
  readonly tone: Tone;
  readonly title?: string;
  readonly children?: ComponentChildren;
  /**
   * Whether it answers what somebody did, and is read out: bad news at once. How something stands is
   * not, as that would be read out whenever its words change.
   */
  readonly announced?: boolean;
}) {
  const { tone, title, children, announced = false } = props;
  const role = tone === 'bad' ? 'alert' : 'status';
  return (
    <div class="notice" data-tone={tone} role={announced ? role : undefined}>
      <ToneIcon tone={tone} />
      <div class="stack-small">
        {title !== undefined && <p class="notice-title">{title}</p>}
        {children !== undefined && <div>{children}</div>}
      </div>
    </div>
  );
}
