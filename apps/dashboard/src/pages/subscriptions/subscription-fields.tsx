import { CardChoices } from '../../ui/choices.tsx';
import { TextField } from '../../ui/field.tsx';
import { EventTypePicker } from '../subscribe/event-type-picker.tsx';
import { ConnectionChoice } from './connection-choice.tsx';
import type { SubscriptionDraft } from './subscription-draft.ts';

interface FieldsProps {
  readonly draft: SubscriptionDraft;
  readonly errors: ReadonlyMap<string, string>;
  readonly onChange: (draft: SubscriptionDraft) => void;
}

/** Paths of the fields that show their own errors. */
export const fieldsWithErrors: readonly string[] = [
  'url',
  'description',
  'eventTypes',
  'connectionIds',
  'maxPerSecond',
  'maxInFlight',
  'maxBytes',
  'expect',
  'expect.contentType',
  'expect.bodyIncludes',
];

/** The form fields of a subscription. */
export function SubscriptionFields(props: FieldsProps) {
  const { draft, errors, onChange } = props;
  const set = (changes: Partial<SubscriptionDraft>): void => onChange({ ...draft, ...changes });
  return (
    <>
      <TextField
        label="URL"
        hint="Where events are sent, such as the webhook URL of a workflow."
        error={errors.get('url')}
        type="url"
        inputMode="url"
        placeholder="https://example.com/hooks/invoices"
        autocomplete="off"
        value={draft.url}
        onChange={(url) => set({ url })}
      />
      <TextField
        label="Name"
        optional
        hint="A note about who this subscriber is."
        error={errors.get('description')}
        value={draft.description}
        onChange={(description) => set({ description })}
      />
      <EventTypePicker
        value={draft.eventTypes}
        error={errors.get('eventTypes')}
        onChange={(eventTypes) => set({ eventTypes })}
      />
      <ConnectionChoice
        value={draft.connectionIds}
        error={errors.get('connectionIds')}
        onChange={(connectionIds) => set({ connectionIds })}
      />
      <details>
        <summary>Order, pace and expected response</summary>
        <div class="stack">
          <OrderChoice {...props} />
          <PaceFields {...props} />
          <ExpectFields {...props} />
        </div>
      </details>
    </>
  );
}

function OrderChoice({ draft, onChange }: FieldsProps) {
  return (
    <CardChoices
      legend="Order"
      value={draft.ordering}
      choices={[
        {
          value: 'subject',
          label: 'In order for each invoice, order or estimate',
          hint: 'A failing delivery holds back later events of the same document, and nothing else.',
        },
        {
          value: 'connection',
          label: 'In order for each connection',
          hint: 'A failing delivery holds back all later events of the same account.',
        },
        {
          value: 'none',
          label: 'In any order',
          hint: 'The fastest. No delivery waits for another one.',
        },
      ]}
      onChange={(ordering) =>
        onChange({ ...draft, ordering: ordering as SubscriptionDraft['ordering'] })
      }
    />
  );
}

function PaceFields({ draft, errors, onChange }: FieldsProps) {
  return (
    <div class="filters">
      <TextField
        label="Requests per second"
        optional
        hint="Maximum. The relay adapts by itself."
        error={errors.get('maxPerSecond')}
        inputMode="decimal"
        value={draft.maxPerSecond}
        onChange={(maxPerSecond) => onChange({ ...draft, maxPerSecond })}
      />
      <TextField
        label="Concurrent requests"
        optional
        hint="Maximum, from 1 to 64."
        error={errors.get('maxInFlight')}
        inputMode="numeric"
        value={draft.maxInFlight}
        onChange={(maxInFlight) => onChange({ ...draft, maxInFlight })}
      />
      <TextField
        label="Maximum body size, in bytes"
        optional
        hint="A larger event is sent without its document."
        error={errors.get('maxBytes')}
        inputMode="numeric"
        value={draft.maxBytes}
        onChange={(maxBytes) => onChange({ ...draft, maxBytes })}
      />
    </div>
  );
}

function ExpectFields({ draft, errors, onChange }: FieldsProps) {
  return (
    <div class="filters">
      <TextField
        label="Media type of the response"
        optional
        hint="For subscribers behind a login page that responds 200."
        error={errors.get('expect.contentType') ?? errors.get('expect')}
        placeholder="application/json"
        value={draft.expectContentType}
        onChange={(expectContentType) => onChange({ ...draft, expectContentType })}
      />
      <TextField
        label="Text in the response"
        optional
        hint="Searched for in the first 64 KiB."
        error={errors.get('expect.bodyIncludes')}
        value={draft.expectBodyIncludes}
        onChange={(expectBodyIncludes) => onChange({ ...draft, expectBodyIncludes })}
      />
    </div>
  );
}
