import { responsePlace } from '../entities/idempotency.entity.ts';
import { credentialsPlace, tokenPlace } from '../stores/connection-secrets.ts';
import { headersPlace, secretPlace, urlPlace } from '../stores/subscription-secrets.ts';
import { sealedSettings } from './open-vault.ts';

/** A column whose values are sealed. */
export interface SealedColumn {
  readonly table: string;
  readonly column: string;
  /** The column that identifies rows, and by which the place is known. */
  readonly id: string;
  /** The values of another column with which this one is sealed at all, and its purpose then. */
  readonly where?: readonly [column: string, value: string];
  readonly place: (id: string) => string;
}

const settings = Object.values(sealedSettings).map((name): SealedColumn => ({
  table: 'settings',
  column: 'value',
  id: 'name',
  where: ['name', name],
  place: () => name,
}));

/** Everything that is sealed in a database; the proof of the key comes last. */
export const sealedColumns: readonly SealedColumn[] = [
  { table: 'connections', column: 'credentials', id: 'id', place: credentialsPlace },
  { table: 'connections', column: 'token', id: 'id', place: tokenPlace },
  { table: 'subscriptions', column: 'url', id: 'id', place: urlPlace },
  { table: 'subscriptions', column: 'secret', id: 'id', place: secretPlace },
  { table: 'subscriptions', column: 'headers', id: 'id', place: headersPlace },
  {
    table: 'rotated_secrets',
    column: 'value',
    id: 'owner_id',
    where: ['kind', 'credentials'],
    place: credentialsPlace,
  },
  {
    table: 'rotated_secrets',
    column: 'value',
    id: 'owner_id',
    where: ['kind', 'subscription_secret'],
    place: secretPlace,
  },
  { table: 'idempotency', column: 'response', id: 'key', place: responsePlace },
  ...settings.toReversed(),
];
