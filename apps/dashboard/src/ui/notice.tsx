import type { ComponentChildren } from 'preact';

import { ToneIcon } from './status.tsx';
import type { Tone } from './status.tsx';

/** Something to know, above what it is about. Bad news is read out at once. */
export function Notice(props: {
  readonly tone: Tone;
  readonly title?: string;
  readonly children?: ComponentChildren;
}) {
  const { tone, title, children } = props;
  return (
    <div class="notice" data-tone={tone} role={tone === 'bad' ? 'alert' : 'status'}>
      <ToneIcon tone={tone} />
      <div class="stack-small">
        {title !== undefined && <p class="notice-title">{title}</p>}
        {children !== undefined && <div>{children}</div>}
      </div>
    </div>
  );
}
