import type { ApiKeyScope } from '@invoice-relay/relay-client';
import { useMutation } from '@tanstack/preact-query';
import { useState } from 'preact/hooks';

import { explain } from '../../api/explain.ts';
import { useIdempotencyKeys } from '../../api/idempotency-keys.ts';
import { relay } from '../../api/relay.ts';
import { refresh } from '../../api/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { CardChoices } from '../../ui/choices.tsx';
import { Copyable } from '../../ui/copy.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ProblemNotice } from '../../ui/problem.tsx';
import { useFirstRefused } from '../../ui/use-first-refused.ts';

/** Creates a key and shows it once. */
export function NewKey({ onClose }: { readonly onClose: () => void }) {
  const [name, setName] = useState('');
  const [scope, setScope] = useState<string>('subscribe');
  const [missing, setMissing] = useState<ReadonlyMap<string, string>>(new Map());
  const keyOf = useIdempotencyKeys();
  const create = useMutation({
    mutationFn: () => {
      const input = { name: name.trim(), scopes: [scope as ApiKeyScope] };
      return relay.apiKeys.create(input, { idempotencyKey: keyOf(input) });
    },
    onSuccess: () => refresh(['api-keys']),
  });
  const form = useFirstRefused([missing, create.error]);
  const errors = new Map([
    ...missing,
    ...(create.error === null ? [] : explain(create.error).fields),
  ]);
  return (
    <Dialog title="Create a key" onClose={onClose} stays={create.data !== undefined}>
      {create.data === undefined ? (
        <form
          ref={form}
          class="stack"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            const found = new Map(name.trim() === '' ? [['name', 'Enter a name.']] : []);
            setMissing(found);
            create.reset();
            if (found.size === 0) create.mutate();
          }}
        >
          <TextField
            label="Name"
            hint="Who or what the key is for, such as “n8n”."
            error={errors.get('name')}
            value={name}
            onChange={setName}
          />
          <CardChoices
            legend="Permissions"
            value={scope}
            choices={[
              {
                value: 'subscribe',
                label: 'Subscribe',
                hint: 'Read events, and manage the subscriptions it creates. For n8n and Zapier.',
              },
              { value: 'read', label: 'Read', hint: 'Read without changing anything.' },
              { value: 'admin', label: 'Administer', hint: 'Full access, including API keys.' },
            ]}
            onChange={setScope}
          />
          <ProblemNotice error={create.error} shownBeside={['name']} />
          <div class="row row-end">
            <Button onClick={onClose}>Cancel</Button>
            <Button type="submit" look="primary" busy={create.isPending}>
              Create the key
            </Button>
          </div>
        </form>
      ) : (
        <>
          <Copyable text={create.data.key} what="the key" />
          <Notice tone="warn" title="This key is shown only once" announced>
            Copy it now. If you lose it, delete it and create a new one.
          </Notice>
          <div class="row row-end">
            <Button look="primary" onClick={onClose}>
              Done
            </Button>
          </div>
        </>
      )}
    </Dialog>
  );
}
