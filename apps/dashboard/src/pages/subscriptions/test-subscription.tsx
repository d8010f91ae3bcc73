import type { EventTypeName, Subscription, TestAttempt } from '@invoice-relay/relay-client';
import { useMutation } from '@tanstack/preact-query';
import { useState } from 'preact/hooks';

import { useEventTypeNames } from '../../api/queries.ts';
import { relay } from '../../api/relay.ts';
import { duration } from '../../text/time.ts';
import { Button } from '../../ui/button.tsx';
import { SelectField } from '../../ui/field.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ProblemNotice } from '../../ui/problem.tsx';
import { isWanted } from '../subscribe/event-type-choice.ts';

/** Sends the sample of an event type, and shows the subscriber's response. */
export function TestSubscription(props: {
  readonly subscription: Pick<Subscription, 'id' | 'eventTypes'>;
}) {
  const names = useEventTypeNames();
  return (
    <Loaded query={names}>
      {(types) => (
        <TestForm
          {...props}
          types={types.filter(({ type }) => isWanted(type, props.subscription.eventTypes))}
        />
      )}
    </Loaded>
  );
}

function TestForm(props: {
  readonly subscription: Pick<Subscription, 'id'>;
  readonly types: readonly EventTypeName[];
}) {
  const { subscription, types } = props;
  const usual = types.find(({ type }) => type === 'invoice.paid') ?? types[0];
  const [eventType, setEventType] = useState<string>(usual?.type ?? 'invoice.paid');
  const test = useMutation({
    mutationFn: () =>
      relay.subscriptions.test({
        id: subscription.id,
        eventType: eventType as EventTypeName['type'] & 'invoice.paid',
      }),
  });
  return (
    <div class="stack">
      <SelectField
        label="Sample to send"
        hint="It is signed like any other event, but not about a real invoice."
        value={eventType}
        choices={types.map(({ type, title }) => ({ value: type, label: title }))}
        onChange={setEventType}
      />
      <div>
        <Button busy={test.isPending} onClick={() => test.mutate()}>
          Send a test
        </Button>
      </div>
      <ProblemNotice error={test.error} />
      {test.data !== undefined && <TestAnswer attempt={test.data} />}
    </div>
  );
}

function TestAnswer({ attempt }: { readonly attempt: TestAttempt }) {
  const { status, durationMs, error, response } = attempt;
  const title =
    status === null
      ? 'The subscriber did not respond'
      : `The subscriber responded ${status} after ${duration(durationMs)}`;
  return (
    <Notice tone={error === null ? 'ok' : 'bad'} title={title} announced>
      <div class="stack-small">
        {error !== null && <p>{error}</p>}
        {response !== null && response !== '' && <pre class="code">{response}</pre>}
      </div>
    </Notice>
  );
}
