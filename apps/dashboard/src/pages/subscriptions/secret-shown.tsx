import type { ComponentChildren } from 'preact';

import { Copyable } from '../../ui/copy.tsx';
import { Notice } from '../../ui/notice.tsx';

/** Shows a secret that cannot be retrieved again. */
export function SecretShown(props: {
  readonly secret: string;
  readonly children: ComponentChildren;
}) {
  return (
    <div class="stack">
      <p>{props.children}</p>
      <Copyable text={props.secret} what="the secret" />
      <Notice tone="warn" title="This secret is shown only once" announced>
        Copy it now. If you lose it, rotate it to get a new one.
      </Notice>
    </div>
  );
}
