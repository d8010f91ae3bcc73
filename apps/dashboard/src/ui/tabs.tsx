import { normalizeProps, useMachine } from '@zag-js/preact';
import * as tabs from '@zag-js/tabs';
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

export interface Tab {
  readonly value: string;
  readonly label: string;
  readonly content: () => ComponentChildren;
}

/** Tabs. Only the content of the selected tab is rendered. */
export function Tabs(props: {
  readonly label: string;
  readonly tabs: readonly Tab[];
  /** Value of the selected tab. */
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  const service = useMachine(tabs.machine, {
    id: useId(),
    value: props.value,
    onValueChange: ({ value }) => props.onChange(value),
    translations: { listLabel: props.label },
  });
  const api = tabs.connect(service, normalizeProps);
  return (
    <div {...api.getRootProps()}>
      <div {...api.getListProps()} class="tabs-list">
        {props.tabs.map(({ value, label }) => (
          <button key={value} {...api.getTriggerProps({ value })}>
            {label}
          </button>
        ))}
      </div>
      {props.tabs.map(({ value, content }) => (
        <div key={value} {...api.getContentProps({ value })} class="tab-panel">
          {api.value === value && content()}
        </div>
      ))}
    </div>
  );
}
