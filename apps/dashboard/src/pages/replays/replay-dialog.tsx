import type { Replay, ReplayInput } from '@invoice-relay/relay-client';
import { useMutation } from '@tanstack/preact-query';
import { useState } from 'preact/hooks';

import { explain } from '../../api/explain.ts';
import { useIdempotencyKeys } from '../../api/idempotency-keys.ts';
import { relay } from '../../api/relay.ts';
import { refresh } from '../../api/use-action.ts';
import type { Subscription } from '../../api/views.ts';
import { counted } from '../../text/number.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { MomentField, SelectField } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ProblemNotice } from '../../ui/problem.tsx';
import { announce } from '../../ui/toasts.tsx';
import { useFirstRefused } from '../../ui/use-first-refused.ts';
import { useIsSlow } from '../../ui/use-is-slow.ts';
import { momentOf } from '../events/moment-of.ts';

const choices: Readonly<Record<string, ReplayInput['status']>> = {
  all: undefined,
  failed: ['dead', 'cancelled'],
  delivered: ['delivered'],
};

/** Asks which events to replay, and counts them before sending. */
export function ReplayDialog(props: {
  readonly subscription: Subscription;
  readonly onClose: () => void;
}) {
  const { subscription, onClose } = props;
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [which, setWhich] = useState('all');
  const status = choices[which];
  const input: ReplayInput = {
    subscriptionId: subscription.id,
    ...momentOf('from', from),
    ...momentOf('to', to),
    ...(status === undefined ? {} : { status }),
  };
  const count = useMutation({
    mutationFn: () => relay.replays.create({ ...input, dryRun: true }),
  });
  const keyOf = useIdempotencyKeys();
  const start = useMutation({
    mutationFn: () => relay.replays.create(input, { idempotencyKey: keyOf(input) }),
    onSuccess: () => {
      refresh(['replays', 'deliveries', 'subscriptions']);
      announce('Replay started.');
      onClose();
    },
  });
  // Starting counts again, because the log may have grown.
  const takesLong = useIsSlow(count.isPending || start.isPending);
  const error = start.error ?? count.error;
  const fields = error === null ? new Map<string, string>() : explain(error).fields;
  const form = useFirstRefused([error]);
  // The count is only valid for the values it was made with.
  const change = (set: (value: string) => void) => (value: string) => {
    count.reset();
    start.reset();
    set(value);
  };
  return (
    <Dialog title="Replay events" onClose={onClose}>
      <p>
        Sends past events again, in order, alongside new ones. They keep their ids, so that the
        subscriber can recognize those it already has.
      </p>
      <form
        ref={form}
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          count.mutate();
        }}
      >
        <SelectField
          label="Events"
          value={which}
          choices={[
            { value: 'all', label: 'All events of the subscription' },
            { value: 'failed', label: 'Only those given up or cancelled' },
            { value: 'delivered', label: 'Only those delivered' },
          ]}
          onChange={change(setWhich)}
        />
        <div class="filters">
          <MomentField
            label="From"
            optional
            error={fields.get('from')}
            value={from}
            onChange={change(setFrom)}
          />
          <MomentField
            label="Before"
            optional
            error={fields.get('to')}
            value={to}
            onChange={change(setTo)}
          />
        </div>
        <ProblemNotice error={error} shownBeside={['from', 'to']} />
        <div role="status">
          {takesLong && (
            <p class="sub">
              Counting. With millions of events, this takes a few seconds; nothing else waits for
              it.
            </p>
          )}
        </div>
        {count.data !== undefined && <Counted count={count.data} />}
        <div class="row row-end">
          <Button onClick={onClose}>Close</Button>
          {count.data === undefined || count.data.total === 0 ? (
            <Button key="count" type="submit" look="primary" busy={count.isPending}>
              Count events
            </Button>
          ) : (
            // Not a submit button, so that Enter does not send by accident.
            <Button
              key="send"
              look="primary"
              busy={start.isPending}
              onClick={({ currentTarget: { form: filled } }) => {
                if (filled?.reportValidity() === true) start.mutate();
              }}
            >
              Send {counted(count.data.total, 'event')}
            </Button>
          )}
        </div>
      </form>
    </Dialog>
  );
}

function Counted({ count }: { readonly count: Replay }) {
  return count.total === 0 ? (
    <Notice tone="warn" title="No matching events" announced>
      Choose an earlier time or other events.
    </Notice>
  ) : (
    <Notice tone="info" title={`${counted(count.total, 'event')} would be sent`} announced>
      Nothing has been sent yet.
    </Notice>
  );
}
