import { normalizeProps, useMachine } from '@zag-js/preact';
import * as toast from '@zag-js/toast';
import { CircleCheck, CircleX, X } from 'lucide-preact';
import { useEffect, useId } from 'preact/hooks';

import { explain } from '../api/explain.ts';

const store = toast.createStore<string>({ placement: 'bottom-end', gap: 12, max: 4 });

/** Shows a success message. */
export function announce(text: string): void {
  store.create({ title: text, type: 'success', duration: 5_000 });
}

/** Shows an error message, which stays until it is closed. */
export function announceProblem(error: unknown): void {
  const { title, detail } = explain(error);
  store.create({ title, description: detail, type: 'error', duration: Number.POSITIVE_INFINITY });
}

/** Options that every toast here is created with. */
type Given = {
  readonly [Key in 'id' | 'title' | 'type' | 'duration']: NonNullable<toast.Options<string>[Key]>;
};

/** Shows the toasts, and removes them on unmount, so that the next user does not see them. */
export function Toasts() {
  useEffect(() => () => store.remove(), []);
  const service = useMachine(toast.group.machine, { id: useId(), store });
  const api = toast.group.connect(service, normalizeProps);
  return (
    <div {...api.getGroupProps()} class="toasts">
      {api.getToasts().map((item, index) => (
        <Toast key={item.id} item={item} index={index} parent={service} />
      ))}
    </div>
  );
}

function Toast(props: {
  readonly item: toast.Options<string>;
  readonly index: number;
  readonly parent: toast.GroupService;
}) {
  const { item, index, parent } = props;
  const service = useMachine(toast.machine, { ...(item as Given), index, parent });
  const api = toast.connect(service, normalizeProps);
  const Icon = item.type === 'error' ? CircleX : CircleCheck;
  return (
    <div {...api.getRootProps()} class="toast">
      <Icon size={18} aria-hidden="true" />
      <div>
        <div {...api.getTitleProps()}>{api.title}</div>
        {api.description !== undefined && (
          <div {...api.getDescriptionProps()} class="muted small">
            {api.description}
          </div>
        )}
      </div>
      <button
        {...api.getCloseTriggerProps()}
        class="button button-quiet button-small"
        aria-label="Close this message"
      >
        <X size={16} aria-hidden="true" />
      </button>
    </div>
  );
}
