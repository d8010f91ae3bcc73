import { Plus } from 'lucide-preact';
import { useState } from 'preact/hooks';

import { relay } from '../../api/relay.ts';
import { refresh } from '../../api/use-action.ts';
import { usePages } from '../../api/use-pages.ts';
import { useSession } from '../../app/session.tsx';
import { About } from '../../ui/about.tsx';
import { Button } from '../../ui/button.tsx';
import { ConfirmButton } from '../../ui/confirm.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Moment } from '../../ui/moment.tsx';
import { More } from '../../ui/more.tsx';
import { Page } from '../../ui/page.tsx';
import { Table } from '../../ui/table.tsx';
import { NewKey } from './new-key.tsx';
import { originText, scopeText } from './key-text.ts';

/** Lists the API keys with their scopes. */
export function ApiKeysPage() {
  const { key: own } = useSession();
  const [open, setOpen] = useState(false);
  const keys = usePages({
    key: ['api-keys'],
    load: (page, options) => relay.apiKeys.list(page, options),
    keyOf: ({ id }) => id,
  });
  return (
    <Page
      title="API keys"
      lead="Give each program and each person a separate key, with only the permissions they need."
      actions={
        <Button look="primary" onClick={() => setOpen(true)}>
          <Plus size={18} aria-hidden="true" />
          Create a key
        </Button>
      }
    >
      <Loaded query={keys}>
        {(list) => (
          <Table
            caption="API keys"
            rows={list}
            keyOf={({ id }) => id}
            body={keys.body}
            columns={[
              {
                title: 'Name',
                cell: ({ id, name }) => (
                  <>
                    <strong>{name}</strong>
                    <span class="sub">
                      {id === own.id ? 'You are signed in with this key' : <code>{id}</code>}
                    </span>
                  </>
                ),
              },
              { title: 'Permissions', cell: ({ scopes }) => scopeText(scopes) },
              { title: 'Origin', cell: ({ origin }) => originText(origin) },
              { title: 'Created', cell: ({ createdAt }) => <Moment at={createdAt} /> },
              {
                title: '',
                end: true,
                cell: ({ id, name }) => (
                  <ConfirmButton
                    label={
                      <>
                        Delete
                        <About text={name} />
                      </>
                    }
                    size="small"
                    look="quiet"
                    title={`Delete the key ${name}?`}
                    action="Delete the key"
                    onConfirm={async () => {
                      await relay.apiKeys.delete({ id });
                      refresh(['api-keys']);
                    }}
                  >
                    {id === own.id
                      ? 'You are signed in with this key: you will be signed out immediately.'
                      : 'Programs that use it lose access immediately, and its sessions end. The subscriptions it created are kept.'}
                  </ConfirmButton>
                ),
              },
            ]}
          />
        )}
      </Loaded>
      <More query={keys} />
      {open && <NewKey onClose={() => setOpen(false)} />}
    </Page>
  );
}
