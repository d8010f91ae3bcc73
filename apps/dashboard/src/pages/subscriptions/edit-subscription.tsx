import { useMutation } from '@tanstack/preact-query';
import { useState } from 'preact/hooks';

import { explain } from '../../api/explain.ts';
import { relay } from '../../api/relay.ts';
import { refresh } from '../../api/use-action.ts';
import type { Subscription } from '../../api/views.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ProblemNotice } from '../../ui/problem.tsx';
import { announce } from '../../ui/toasts.tsx';
import { useFirstRefused } from '../../ui/use-first-refused.ts';
import { changesOf, draftOf, inputOf } from './subscription-draft.ts';
import { fieldsWithErrors, SubscriptionFields } from './subscription-fields.tsx';

export function EditSubscription(props: {
  readonly subscription: Subscription;
  readonly onClose: () => void;
}) {
  const { subscription, onClose } = props;
  const [before] = useState(() => draftOf(subscription));
  const [draft, setDraft] = useState(before);
  const [missing, setMissing] = useState<ReadonlyMap<string, string>>(new Map());
  const save = useMutation({
    mutationFn: () =>
      relay.subscriptions.update({ id: subscription.id, ...changesOf(before, draft) }),
    onSuccess: () => {
      refresh(['subscriptions']);
      announce('Saved.');
      onClose();
    },
  });
  const form = useFirstRefused([missing, save.error]);
  const errors = new Map([...missing, ...(save.error === null ? [] : explain(save.error).fields)]);
  return (
    <Dialog title="Edit the subscription" wide onClose={onClose}>
      <form
        ref={form}
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const { errors: found } = inputOf(draft);
          setMissing(found);
          save.reset();
          if (found.size === 0) save.mutate();
        }}
      >
        <SubscriptionFields draft={draft} errors={errors} onChange={setDraft} />
        <ProblemNotice error={save.error} shownBeside={fieldsWithErrors} />
        <div class="row row-end">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={save.isPending}>
            Save
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
