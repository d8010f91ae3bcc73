import type { ConnectionInput } from '@invoice-relay/relay-client';
import { useMutation } from '@tanstack/preact-query';
import { useLocation } from 'preact-iso';
import { useState } from 'preact/hooks';

import { explain } from '../../api/explain.ts';
import { useIdempotencyKeys } from '../../api/idempotency-keys.ts';
import { useSources } from '../../api/queries.ts';
import { relay } from '../../api/relay.ts';
import { refresh } from '../../api/use-action.ts';
import type { Source } from '../../api/views.ts';
import { errorsInLabels, inLabels } from '../../forms/in-labels.ts';
import { readFields } from '../../forms/read-fields.ts';
import type { Entered } from '../../forms/read-fields.ts';
import { fieldsOf } from '../../forms/schema-fields.ts';
import { SchemaForm } from '../../forms/schema-form.tsx';
import { Button } from '../../ui/button.tsx';
import { CardChoices } from '../../ui/choices.tsx';
import { CheckField, TextField } from '../../ui/field.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Card, Page } from '../../ui/page.tsx';
import { ProblemNotice } from '../../ui/problem.tsx';
import { useFirstRefused } from '../../ui/use-first-refused.ts';
import { PollFields, readPoll } from './poll-fields.tsx';

/** Connects an account: choice of the system, credentials, and a test of them with the vendor. */
export function ConnectPage() {
  const sources = useSources();
  const [chosen, setChosen] = useState('');
  return (
    <Page
      title="Connect an account"
      lead="Where possible, the relay tests the credentials with the vendor before it saves them. They are stored encrypted and never shown again."
      up={{ href: '/connections', label: 'Connections' }}
    >
      <Loaded query={sources}>
        {(list) => {
          const source = list.find(({ name }) => name === chosen);
          return (
            <>
              <Card title="1. Choose the system">
                <CardChoices
                  legend="Invoicing system"
                  value={chosen}
                  choices={list.map(({ name, title, capabilities }) => ({
                    value: name,
                    label: title,
                    hint: capabilities.includes('webhook')
                      ? 'Sends webhooks to the relay.'
                      : 'Sends no webhooks: the relay polls it every few minutes.',
                  }))}
                  onChange={setChosen}
                />
              </Card>
              {source !== undefined && <AccountForm key={source.name} source={source} />}
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}

function AccountForm({ source }: { readonly source: Source }) {
  const { route } = useLocation();
  const credentialFields = fieldsOf({ schema: source.credentialsSchema, path: 'credentials' });
  const settingFields = fieldsOf({ schema: source.settingsSchema, path: 'settings' });
  const [name, setName] = useState(source.title);
  const [entered, setEntered] = useState<Entered>({});
  const [enrich, setEnrich] = useState(source.capabilities.includes('enrich'));
  const [missing, setMissing] = useState<ReadonlyMap<string, string>>(new Map());
  const tests = source.capabilities.includes('check');
  const polls = source.capabilities.includes('poll') && !source.capabilities.includes('webhook');

  const keyOf = useIdempotencyKeys();
  const create = useMutation({
    mutationFn: (input: ConnectionInput) =>
      relay.connections.create(input, { idempotencyKey: keyOf(input) }),
    onSuccess: ({ id }) => {
      refresh(['connections', 'overview']);
      route(`/connections/${id}/set-up`);
    },
  });
  const test = useMutation({
    mutationFn: ({ source: of, credentials, settings = {} }: ConnectionInput) =>
      relay.connections.test({ source: of, credentials, settings }),
    // Credentials that the vendor rejects are not saved, unless the user insists.
    onSuccess: ({ ok }, input) => {
      if (ok) create.mutate(input);
    },
  });

  const submit = (andTest: boolean): void => {
    const credentials = readFields({ fields: credentialFields, entered });
    const settings = readFields({ fields: settingFields, entered });
    const errors = new Map([...credentials.errors, ...settings.errors]);
    if (name.trim() === '') errors.set('name', 'Enter a name, such as the name of the shop.');
    setMissing(errors);
    test.reset();
    create.reset();
    if (errors.size > 0) return;
    const input: ConnectionInput = {
      source: source.name,
      name: name.trim(),
      credentials: credentials.value,
      settings: settings.value,
      enrich,
      ...(polls ? { poll: readPoll(entered) } : {}),
    };
    if (andTest && tests) test.mutate(input);
    else create.mutate(input);
  };
  const error = create.error ?? test.error;
  const form = useFirstRefused([missing, error]);
  const refusals = error === null ? new Map() : errorsInLabels(explain(error).fields, source);
  const errors = new Map([...missing, ...refusals]);
  const change = (path: string, value: string | boolean): void =>
    setEntered((before) => ({ ...before, [path]: value }));
  const refused = test.data !== undefined && !test.data.ok;
  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit(true);
      }}
    >
      <Card title="2. Connect the account">
        <TextField
          label="Name"
          hint="A display name, such as the name of the shop."
          error={errors.get('name')}
          value={name}
          onChange={setName}
        />
        <SchemaForm fields={credentialFields} entered={entered} errors={errors} onChange={change} />
        {polls && <PollFields entered={entered} errors={errors} onChange={change} />}
        {settingFields.length > 0 && (
          <details>
            <summary>{source.title} settings</summary>
            <div class="stack">
              <SchemaForm
                fields={settingFields}
                entered={entered}
                errors={errors}
                onChange={change}
              />
            </div>
          </details>
        )}
        {source.capabilities.includes('enrich') && (
          <CheckField
            label="Include the full document in each event"
            hint="The relay first fetches the invoice, order or estimate from the vendor. Each event waits for that, for up to a minute."
            checked={enrich}
            onChange={setEnrich}
          />
        )}
        <ProblemNotice error={error} shownBeside={[...errors.keys()]} />
        {refused && (
          <Notice tone="bad" title={`${source.title} did not accept these credentials`} announced>
            <div class="stack-small">
              <p>{inLabels(test.data.message, source)}</p>
              <div>
                <Button size="small" busy={create.isPending} onClick={() => submit(false)}>
                  Connect anyway
                </Button>
              </div>
            </div>
          </Notice>
        )}
        <div class="row">
          <Button type="submit" look="primary" busy={test.isPending || create.isPending}>
            {test.isPending ? 'Testing…' : tests ? 'Test and connect' : 'Connect'}
          </Button>
        </div>
      </Card>
    </form>
  );
}
