import { normalizeProps, useMachine } from '@zag-js/preact';
import * as tabs from '@zag-js/tabs';
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

export interface Tab {
  readonly value: string;
  readonly label: string;
  readonly content: () => ComponentChildren;
}

/** Views of the same thing, one at a time. What is not shown is not made. */
export function Tabs(props: { readonly label: string; readonly tabs: readonly Tab[] }) {
  const service = useMachine(tabs.machine, {
    id: useId(),
    defaultValue: props.tabs[0]?.value ?? null,
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
