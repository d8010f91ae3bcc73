import type { ComponentChildren } from 'preact';

import { ToneIcon } from './status.tsx';
import type { Tone } from './status.tsx';

/** A message above the content it is about. */
export function Notice(props: {
  readonly tone: Tone;
  readonly title?: string;
  readonly children?: ComponentChildren;
  /**
   * Whether screen readers announce it, errors immediately. For results of user actions, not for
   * states, which would be announced each time their text changes.
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
