import { useQuery } from '@tanstack/preact-query';
import { useState } from 'preact/hooks';

import { useEventTypeNames } from '../../api/queries.ts';
import { relay } from '../../api/relay.ts';
import { Button } from '../../ui/button.tsx';
import { Segments } from '../../ui/choices.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { CheckField, FieldError, TextField } from '../../ui/field.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { chooseAll, chooseRelay, isOfRelay } from './event-type-choice.ts';
import './event-type-picker.css';

const prefixTitles: Readonly<Record<string, string>> = {
  invoice: 'Invoices',
  payment: 'Payments',
  order: 'Orders',
  estimate: 'Estimates',
  activity: 'Everything else',
  relay: 'The relay itself',
};

/** Selects event types: all, whole groups, or individual ones, each with a sample. */
export function EventTypePicker(props: {
  readonly value: readonly string[];
  readonly error: string | undefined;
  readonly onChange: (value: readonly string[]) => void;
}) {
  const { value, error, onChange } = props;
  const names = useEventTypeNames();
  const [search, setSearch] = useState('');
  const [sample, setSample] = useState<string | undefined>();
  const all = value.includes('*');
  return (
    <fieldset class="stack">
      <legend class="legend">Events</legend>
      <div>
        <Segments
          label="Which events"
          value={all ? 'all' : 'some'}
          choices={[
            { value: 'all', label: 'All events' },
            { value: 'some', label: 'Only selected' },
          ]}
          onChange={(choice) => onChange(chooseAll(value, choice === 'all'))}
        />
      </div>
      {error !== undefined && <FieldError>{error}</FieldError>}
      {all && (
        <CheckField
          label="Include events about the relay itself"
          hint="When a subscription, a connection or a delivery fails, for alerts."
          checked={value.some(isOfRelay)}
          onChange={(checked) => onChange(chooseRelay(value, checked))}
        />
      )}
      {!all && (
        <>
          <TextField
            label="Find an event type"
            type="search"
            placeholder="paid"
            value={search}
            onChange={setSearch}
          />
          <Loaded query={names}>
            {(types) => (
              <div class="type-groups">
                {groupsOf(types, search).map(({ prefix, members }) => (
                  <Group
                    key={prefix}
                    prefix={prefix}
                    members={members}
                    value={value}
                    onChange={onChange}
                    onSample={setSample}
                  />
                ))}
              </div>
            )}
          </Loaded>
        </>
      )}
      {sample !== undefined && <SampleDialog type={sample} onClose={() => setSample(undefined)} />}
    </fieldset>
  );
}

interface TypeName {
  readonly type: string;
  readonly title: string;
  readonly description: string;
}

function groupsOf(types: readonly TypeName[], search: string) {
  const words = search.toLowerCase().split(/\s+/);
  const fits = ({ type, title, description }: TypeName) =>
    words.every((word) => `${type} ${title} ${description}`.toLowerCase().includes(word));
  const groups = new Map<string, TypeName[]>();
  for (const one of types.filter(fits)) {
    const prefix = one.type.split('.')[0] ?? one.type;
    groups.set(prefix, [...(groups.get(prefix) ?? []), one]);
  }
  return [...groups].map(([prefix, members]) => ({ prefix, members }));
}

function Group(props: {
  readonly prefix: string;
  readonly members: readonly TypeName[];
  readonly value: readonly string[];
  readonly onChange: (value: readonly string[]) => void;
  readonly onSample: (type: string) => void;
}) {
  const { prefix, members, value, onChange, onSample } = props;
  const pattern = `${prefix}.*`;
  const whole = value.includes(pattern);
  const without = value.filter((one) => one !== pattern && !one.startsWith(`${prefix}.`));
  return (
    <fieldset class="type-group">
      <legend class="legend">{prefixTitles[prefix] ?? prefix}</legend>
      <CheckField
        label={<strong>All of them</strong>}
        hint="Including future ones."
        checked={whole}
        onChange={(checked) => onChange(checked ? [...without, pattern] : without)}
      />
      {!whole &&
        members.map(({ type, title, description }) => (
          <div class="type-choice" key={type}>
            <CheckField
              label={title}
              hint={description}
              checked={value.includes(type)}
              onChange={(checked) =>
                onChange(checked ? [...value, type] : value.filter((one) => one !== type))
              }
            />
            <Button size="small" look="quiet" onClick={() => onSample(type)}>
              Sample<span class="visually-hidden"> of {title}</span>
            </Button>
          </div>
        ))}
    </fieldset>
  );
}

function SampleDialog(props: { readonly type: string; readonly onClose: () => void }) {
  const { type, onClose } = props;
  const all = useQuery({
    queryKey: ['event-types', 'all'],
    queryFn: async ({ signal }) => (await relay.eventTypes.list({ signal })).data,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <Dialog title="What a subscriber receives" wide onClose={onClose}>
      <Loaded query={all}>
        {(types) => (
          <pre class="code">
            {JSON.stringify(types.find((one) => one.type === type)?.sample, null, 2)}
          </pre>
        )}
      </Loaded>
    </Dialog>
  );
}
