import { Inbox } from 'lucide-preact';
import type { ComponentChildren } from 'preact';

/** Empty state: explains why there is nothing to show and what to do next. */
export function Empty(props: {
  readonly title: string;
  readonly children?: ComponentChildren;
  readonly action?: ComponentChildren;
}) {
  return (
    <div class="empty">
      <Inbox size={28} aria-hidden="true" />
      <h2>{props.title}</h2>
      {props.children !== undefined && <p>{props.children}</p>}
      {props.action}
    </div>
  );
}
