import type { SubscriptionWithSecret } from '@invoice-relay/relay-client';
import { useMutation } from '@tanstack/preact-query';
import { useState } from 'preact/hooks';

import { explain } from '../../api/explain.ts';
import { useIdempotencyKeys } from '../../api/idempotency-keys.ts';
import { relay } from '../../api/relay.ts';
import { refresh } from '../../api/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { Card, Page } from '../../ui/page.tsx';
import { ProblemNotice } from '../../ui/problem.tsx';
import { useFirstRefused } from '../../ui/use-first-refused.ts';
import { emptyDraft, inputOf } from '../subscriptions/subscription-draft.ts';
import { fieldsWithErrors, SubscriptionFields } from '../subscriptions/subscription-fields.tsx';
import { Subscribed } from './subscribed.tsx';

/** Subscribes a URL, shows its secret once, and offers a test. */
export function SubscribePage() {
  const [draft, setDraft] = useState(emptyDraft);
  const [missing, setMissing] = useState<ReadonlyMap<string, string>>(new Map());
  const [made, setMade] = useState<SubscriptionWithSecret | undefined>();
  const keyOf = useIdempotencyKeys();
  const create = useMutation({
    mutationFn: () => {
      const { input } = inputOf(draft);
      return relay.subscriptions.create(input, { idempotencyKey: keyOf(input) });
    },
    onSuccess: (subscription) => {
      setMade(subscription);
      refresh(['subscriptions', 'overview']);
    },
  });
  const form = useFirstRefused([missing, create.error]);
  const errors = new Map([
    ...missing,
    ...(create.error === null ? [] : explain(create.error).fields),
  ]);
  return (
    <Page
      title={made === undefined ? 'Subscribe' : 'Subscribed'}
      lead={
        made === undefined
          ? 'Events are sent to your URL, signed, in order, and retried until they are delivered.'
          : undefined
      }
      up={{ href: '/subscriptions', label: 'Subscriptions' }}
    >
      {made !== undefined ? (
        <Subscribed subscription={made} />
      ) : (
        <form
          ref={form}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            const { errors: found } = inputOf(draft);
            setMissing(found);
            create.reset();
            if (found.size === 0) create.mutate();
          }}
        >
          <Card>
            <SubscriptionFields draft={draft} errors={errors} onChange={setDraft} />
            <ProblemNotice error={create.error} shownBeside={fieldsWithErrors} />
            <div class="row">
              <Button type="submit" look="primary" busy={create.isPending}>
                Subscribe
              </Button>
            </div>
          </Card>
        </form>
      )}
    </Page>
  );
}
