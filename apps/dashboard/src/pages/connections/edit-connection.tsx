import type { ConnectionChanges } from '@invoice-relay/relay-client';
import { useMutation } from '@tanstack/preact-query';
import { useState } from 'preact/hooks';

import { explain } from '../../api/explain.ts';
import { relay } from '../../api/relay.ts';
import { refresh } from '../../api/use-action.ts';
import type { Connection, Source } from '../../api/views.ts';
import { errorsInLabels } from '../../forms/in-labels.ts';
import { readFields } from '../../forms/read-fields.ts';
import type { Entered } from '../../forms/read-fields.ts';
import { fieldsOf } from '../../forms/schema-fields.ts';
import { SchemaForm } from '../../forms/schema-form.tsx';
import { Button } from '../../ui/button.tsx';
import { CardChoices } from '../../ui/choices.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { CheckField, TextField } from '../../ui/field.tsx';
import { ProblemNotice } from '../../ui/problem.tsx';
import { announce } from '../../ui/toasts.tsx';
import { useFirstRefused } from '../../ui/use-first-refused.ts';

type Mode = 'signature' | 'callback' | 'token';

/** Edits a connection. Credentials are either replaced completely or left unchanged. */
export function EditConnection(props: {
  readonly connection: Connection;
  readonly source: Source;
  readonly onClose: () => void;
}) {
  const { connection, source, onClose } = props;
  const fields = fieldsOf({ schema: source.credentialsSchema, path: 'credentials' });
  // Another tab may change it in the meantime, so only fields changed here are sent.
  const [before] = useState(connection);
  const [name, setName] = useState(connection.name);
  const [enrich, setEnrich] = useState(connection.enrich);
  const [includeLinks, setIncludeLinks] = useState(connection.includeLinks);
  const [mode, setMode] = useState<string>(connection.verification.mode);
  const [replaces, setReplaces] = useState(false);
  const [entered, setEntered] = useState<Entered>({});
  const [missing, setMissing] = useState<ReadonlyMap<string, string>>(new Map());
  const save = useMutation({
    mutationFn: (changes: ConnectionChanges) =>
      relay.connections.update({ id: connection.id, ...changes }),
    onSuccess: () => {
      refresh(['connections']);
      announce('Saved.');
      onClose();
    },
  });
  const submit = (): void => {
    const read = readFields({ fields, entered });
    const errors = new Map(replaces ? read.errors : []);
    if (name.trim() === '') errors.set('name', 'Enter a name, such as the name of the shop.');
    setMissing(errors);
    save.reset();
    if (errors.size > 0) return;
    save.mutate({
      ...(name.trim() === before.name ? {} : { name: name.trim() }),
      ...(enrich === before.enrich ? {} : { enrich }),
      ...(includeLinks === before.includeLinks ? {} : { includeLinks }),
      // Sending the mode, even unchanged, would discard the detected scheme.
      ...(mode === before.verification.mode ? {} : { verification: { mode: mode as Mode } }),
      ...(replaces ? { credentials: read.value } : {}),
    });
  };
  const form = useFirstRefused([missing, save.error]);
  const refusals =
    save.error === null ? new Map() : errorsInLabels(explain(save.error).fields, source);
  const errors = new Map([...missing, ...refusals]);
  return (
    <Dialog title={`Edit ${connection.name}`} wide onClose={onClose}>
      <form
        ref={form}
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <TextField label="Name" error={errors.get('name')} value={name} onChange={setName} />
        {source.capabilities.includes('enrich') && (
          <CheckField
            label="Include the full document in each event"
            hint="Each event then waits for the vendor’s API, for up to a minute."
            checked={enrich}
            onChange={setEnrich}
          />
        )}
        <CheckField
          label="Include links that open a document without signing in"
          hint="Subscribers receive them; keys that can only read see them masked."
          checked={includeLinks}
          onChange={setIncludeLinks}
        />
        {source.capabilities.includes('webhook') && (
          <VerificationChoice source={source} mode={mode} onChange={setMode} />
        )}
        <CheckField
          label="Replace the credentials"
          hint="The previous ones remain valid for verifying webhooks for 24 hours, so that nothing is lost while you switch the vendor over."
          checked={replaces}
          onChange={setReplaces}
        />
        {replaces && (
          <SchemaForm
            fields={fields}
            entered={entered}
            errors={errors}
            onChange={(path, value) => setEntered((all) => ({ ...all, [path]: value }))}
          />
        )}
        <ProblemNotice error={save.error} shownBeside={[...errors.keys()]} />
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

function VerificationChoice(props: {
  readonly source: Source;
  readonly mode: string;
  readonly onChange: (mode: string) => void;
}) {
  const { source, mode, onChange } = props;
  return (
    <CardChoices
      legend="Verification of webhooks"
      value={mode}
      choices={[
        {
          value: 'signature',
          label: 'By signature',
          hint: 'Each webhook must be signed with the credentials of the account.',
        },
        ...(source.capabilities.includes('confirm')
          ? [
              {
                value: 'callback',
                label: 'By the vendor’s API',
                hint: 'The API must confirm each activity. Until then, it creates no event.',
              },
            ]
          : []),
        {
          value: 'token',
          label: 'By the ingest URL alone',
          hint: 'Anyone who knows the URL can submit activities. Only if nothing else works.',
        },
      ]}
      onChange={onChange}
    />
  );
}
