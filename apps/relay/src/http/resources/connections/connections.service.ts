import { Inject, Injectable } from '@nestjs/common';
import { IsNull, MoreThan } from 'typeorm';

import { days, seconds } from '../../../shared/clock/durations.ts';
import { conflict, cursors, decodeCursor, notFound, toPage } from '../../index.ts';
import type { ListQuery, Page } from '../../index.ts';
import { CLOCK, JOB_STORE } from '../../../shared/tokens.ts';
import type { Clock } from '../../../shared/clock/clock.ts';
import type { JobStore } from '../../../jobs/job-store.ts';
import { endBackfill } from '../../../upstream/backfill/backfill-jobs.ts';
import { confirmationJobs } from '../../../pipeline/unconfirmed/confirmation-jobs.ts';
import { Database } from '../../../database/database.ts';
import { ConnectionEntity } from '../../../database/entities/connection.entity.ts';
import { newId } from '../../../shared/ids/new-id.ts';
import { PollSchedule } from '../polls/poll-schedule.ts';
import { releaseHeldEvents } from '../../../database/tables/held-events.ts';
import { ConnectionSignals } from '../../../pipeline/log/connection-signals.ts';
import { holdJobs } from '../../../pipeline/log/held-event.ts';
import { endRotated } from '../../../database/tables/rotated-secrets.ts';
import { rotate } from '../rotation/rotate.ts';
import type { Rotation } from '../rotation/rotation.schemas.ts';
import { namedSource, sourceOf } from '../../../sources/loaded-source.ts';
import { SourceRegistry } from '../../../sources/source-registry.ts';
import { openIfReadable, Vault } from '../../../database/vault/vault.ts';
import { checkConfiguration } from '../../../database/stores/configuration.ts';
import type { Configuration } from '../../../database/stores/configuration.ts';
import { ConnectionSecrets } from '../../../database/stores/connection-secrets.ts';
import { checkEnrich, checkMode } from './connection-checks.ts';
import { connectionContext } from './connection-context.ts';
import type { ConnectionContext } from './connection-context.ts';
import { connectionView } from './connection-view.ts';
import type { ConnectionView, CreateConnection, UpdateConnection } from './connections.schemas.ts';
import { PublicUrl } from './public-url.ts';
import { forgetVendorFailureCode } from '../../../database/tables/connection-health.ts';
import type { Transaction } from '../../../database/transaction.ts';

/** How long replaced credentials stay valid for verification. Milliseconds. */
const credentialsOverlapMs = 1 * days;

/** Connections: create, show, change, delete. */
@Injectable()
export class ConnectionsService {
  constructor(
    private readonly database: Database,
    private readonly vault: Vault,
    private readonly sources: SourceRegistry,
    private readonly publicUrl: PublicUrl,
    private readonly polls: PollSchedule,
    private readonly signals: ConnectionSignals,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(JOB_STORE) private readonly jobs: JobStore,
  ) {}

  /** @throws {ProblemError} 400 with every invalid field */
  async create(body: CreateConnection): Promise<ConnectionView> {
    const source = namedSource(body.source, this.sources);
    checkEnrich({ source, enrich: body.enrich });
    checkMode({ source, mode: body.verification.mode });
    const { credentials, settings } = checkConfiguration({ source, configuration: body });
    const now = this.clock.now();
    const id = newId({ prefix: 'con', now });
    const secrets = this.#secrets(id);
    const connection: ConnectionEntity = {
      id,
      source: source.name,
      name: body.name,
      credentials: secrets.sealCredentials(credentials),
      settings: JSON.stringify(settings),
      ...verificationColumns(body.verification),
      includeLinks: body.includeLinks,
      holdSeconds: body.holdSeconds,
      silentAfterSeconds: body.silentAfterSeconds,
      facts: null,
      notes: null,
      trouble: null,
      enrich: body.enrich,
      ...secrets.newToken(),
      createdAt: now,
      updatedAt: now,
      deletedAt: null,
    };
    await this.database.write(async (transaction) => {
      await transaction.entities.insert(ConnectionEntity, connection);
      await this.polls.begin(transaction, { connectionId: id, source, settings: body.poll });
    });
    return this.#view({ connection, showIngestUrl: true });
  }

  async list(options: {
    readonly query: ListQuery;
    readonly showIngestUrl: boolean;
  }): Promise<Page<ConnectionView>> {
    const { query, showIngestUrl } = options;
    const after = decodeCursor({ after: query.after, schema: cursors.id });
    const rows = await this.database.read((transaction) =>
      transaction.entities.find(ConnectionEntity, {
        where: { deletedAt: IsNull(), ...(after === undefined ? {} : { id: MoreThan(after[0]) }) },
        order: { id: 'ASC' },
        take: query.limit + 1,
      }),
    );
    const context = await this.#context(rows.map(({ id }) => id));
    return toPage({
      rows,
      limit: query.limit,
      cursorOf: ({ id }) => [id],
      view: (connection) => this.#viewWith({ connection, showIngestUrl, ...context }),
    });
  }

  /** @throws {ProblemError} 404 */
  async get(options: {
    readonly id: string;
    readonly showIngestUrl: boolean;
  }): Promise<ConnectionView> {
    const connection = await this.database.read((transaction) => find(transaction, options.id));
    return this.#view({ connection, showIngestUrl: options.showIngestUrl });
  }

  /** @throws {ProblemError} 400, 404, or 409 if its source is not loaded */
  async update(options: {
    readonly id: string;
    readonly body: UpdateConnection;
  }): Promise<ConnectionView> {
    const { name, verification, enrich, includeLinks, holdSeconds, silentAfterSeconds } =
      options.body;
    const { credentials, settings, poll } = options.body;
    const connection = await this.database.write(async (transaction) => {
      const changed = await this.#change(options.id, async (present, tx) => ({
        ...(name === undefined ? {} : { name }),
        ...this.#verificationColumns(present, verification),
        ...this.#enrichColumn(present, enrich),
        ...(await this.#configurationColumns(tx, { connection: present, credentials, settings })),
        ...(includeLinks === undefined ? {} : { includeLinks }),
        ...(silentAfterSeconds === undefined ? {} : { silentAfterSeconds }),
        ...(await this.#holdColumn(tx, { present, holdSeconds })),
      }));
      await this.polls.change(transaction, {
        connectionId: changed.id,
        source: this.sources.get(changed.source),
        changes: poll,
        hasNewCredentials: credentials !== undefined,
      });
      // New credentials may be what the vendor was waiting for, so it is worth asking again
      // immediately.
      if (credentials !== undefined) {
        await forgetVendorFailureCode(transaction, options.id);
        await this.jobs.schedule(transaction, {
          kind: confirmationJobs,
          key: options.id,
          dueAt: this.clock.now(),
        });
      }
      return changed;
    });
    return this.#view({ connection, showIngestUrl: true });
  }

  /**
   * Creates a new ingest URL. The previous one stays valid for the overlap, as do those of earlier
   * rotations for theirs; with an overlap of 0 all of them end.
   *
   * @throws {ProblemError} 404; 409 if it receives no webhooks, or too many URLs are already valid
   */
  async rotateIngestUrl(options: { readonly id: string } & Rotation): Promise<ConnectionView> {
    const connection = await this.#change(options.id, async (present, tx) => {
      this.#mustTakeWebhooks(present);
      await rotate(tx, {
        kind: 'ingest_url',
        ownerId: present.id,
        value: present.tokenHash,
        now: this.clock.now(),
        overlapMs: options.overlapSeconds * seconds,
      });
      return this.#secrets(present.id).newToken();
    });
    return this.#view({ connection, showIngestUrl: true });
  }

  /** @throws {ProblemError} 409 */
  #mustTakeWebhooks({ source }: ConnectionEntity): void {
    const loaded = this.sources.get(source);
    if (loaded === undefined || loaded.webhook !== undefined) return;
    throw conflict(
      'no_ingest_url',
      'The source of this connection receives no webhooks, so there is no ingest URL: the relay polls its vendor.',
    );
  }

  /**
   * Its ingest URLs respond 404 from now on, and its secrets are deleted. Its events stay.
   *
   * @throws {ProblemError} 404
   */
  async remove(id: string): Promise<void> {
    const at = this.clock.now();
    await this.database.write(async (transaction) => {
      await this.#change(id, async () => ({ credentials: '', token: '', deletedAt: at }));
      await endRotated(transaction, { ownerId: id });
      await this.polls.end(transaction, id);
      await endBackfill(transaction, { jobs: this.jobs, connectionId: id, now: at });
      this.database.afterCommit(() =>
        this.signals.emit({ connectionId: id, at, outcome: 'deleted' }),
      );
    });
  }

  #change(
    id: string,
    changesOf: (
      connection: ConnectionEntity,
      tx: Transaction,
    ) => Promise<Partial<ConnectionEntity>>,
  ): Promise<ConnectionEntity> {
    return this.database.write(async (transaction) => {
      const connection = await find(transaction, id);
      const changes = {
        ...(await changesOf(connection, transaction)),
        updatedAt: this.clock.now(),
      };
      await transaction.entities.update(ConnectionEntity, { id }, changes);
      return { ...connection, ...changes };
    });
  }

  #verificationColumns(
    present: ConnectionEntity,
    verification: UpdateConnection['verification'],
  ): Partial<ConnectionEntity> {
    if (verification === undefined) return {};
    checkMode({ source: this.sources.get(present.source), mode: verification.mode });
    return verificationColumns(verification);
  }

  #enrichColumn(present: ConnectionEntity, enrich: boolean | undefined): Partial<ConnectionEntity> {
    if (enrich === undefined) return {};
    checkEnrich({ source: this.sources.get(present.source), enrich });
    return { enrich };
  }

  /** A shorter hold also applies to events that are already being held. */
  async #holdColumn(
    tx: Transaction,
    options: { readonly present: ConnectionEntity; readonly holdSeconds: number | undefined },
  ): Promise<Partial<ConnectionEntity>> {
    const { present, holdSeconds } = options;
    if (holdSeconds === undefined) return {};
    if (holdSeconds < present.holdSeconds) {
      const now = this.clock.now();
      await releaseHeldEvents(tx, { connectionId: present.id, now });
      await this.jobs.schedule(tx, { kind: holdJobs, key: present.id, dueAt: now });
    }
    return { holdSeconds };
  }

  async #configurationColumns(
    tx: Transaction,
    { connection, ...configuration }: Configuration & { readonly connection: ConnectionEntity },
  ): Promise<Partial<ConnectionEntity>> {
    if (configuration.credentials === undefined && configuration.settings === undefined) return {};
    const checked = checkConfiguration({
      source: sourceOf(connection, this.sources),
      configuration,
    });
    return {
      ...(checked.settings === undefined ? {} : { settings: JSON.stringify(checked.settings) }),
      ...(await this.#credentialsColumns(tx, { connection, credentials: checked.credentials })),
    };
  }

  async #credentialsColumns(
    tx: Transaction,
    options: { readonly connection: ConnectionEntity; readonly credentials: unknown },
  ): Promise<Partial<ConnectionEntity>> {
    const { connection, credentials } = options;
    if (credentials === undefined) return {};
    const secrets = this.#secrets(connection.id);
    const present = openIfReadable(() => secrets.openCredentials(connection.credentials));
    // Setting the same credentials again must not push out previous ones that are still valid.
    if (JSON.stringify(present) === JSON.stringify(credentials)) return {};
    // Credentials that cannot be decrypted are useless from now on.
    if (present === undefined) return { credentials: secrets.sealCredentials(credentials) };
    await rotate(tx, {
      kind: 'credentials',
      ownerId: connection.id,
      value: connection.credentials,
      now: this.clock.now(),
      overlapMs: credentialsOverlapMs,
    });
    return { credentials: secrets.sealCredentials(credentials) };
  }

  async #view(options: {
    readonly connection: ConnectionEntity;
    readonly showIngestUrl: boolean;
  }): Promise<ConnectionView> {
    return this.#viewWith({ ...options, ...(await this.#context([options.connection.id])) });
  }

  #context(ids: readonly string[]): Promise<ConnectionContext> {
    return connectionContext({ database: this.database, polls: this.polls, ids });
  }

  #viewWith(
    options: ConnectionContext & {
      readonly connection: ConnectionEntity;
      readonly showIngestUrl: boolean;
    },
  ): ConnectionView {
    const { connection, showIngestUrl, polls, activities, vendorFailures, unconfirmed } = options;
    const source = this.sources.get(connection.source);
    const takesWebhooks = source === undefined || source.webhook !== undefined;
    const { token, damage } = this.#opened(connection);
    const ingestUrl =
      showIngestUrl && takesWebhooks && token !== null ? this.publicUrl.ingestUrl(token) : null;
    return connectionView({
      connection,
      ingestUrl,
      source,
      vendorFailure: vendorFailures.get(connection.id),
      hasUnconfirmed: unconfirmed.has(connection.id),
      poll: polls.get(connection.id) ?? null,
      damage,
      lastActivityAt: activities.get(connection.id) ?? null,
    });
  }

  /** One damaged row must not hide the others. */
  #opened({ id, token, credentials, settings }: ConnectionEntity): {
    readonly token: string | null;
    readonly damage: string | undefined;
  } {
    const secrets = this.#secrets(id);
    const damaged: string[] = [];
    const attempt = <Value>(what: string, open: () => Value): Value | null => {
      try {
        return open();
      } catch {
        damaged.push(what);
        return null;
      }
    };
    const opened = attempt('ingest URL (rotate it)', () => secrets.openToken(token));
    attempt('credentials (set them again)', () => secrets.openCredentials(credentials));
    attempt('settings (set them again)', () => JSON.parse(settings));
    const damage =
      damaged.length === 0
        ? undefined
        : `The relay cannot read what it stored for this connection: ${damaged.join(', ')}.`;
    return { token: opened, damage };
  }

  #secrets(connectionId: string): ConnectionSecrets {
    return new ConnectionSecrets({ vault: this.vault, connectionId });
  }
}

async function find(transaction: Transaction, id: string): Promise<ConnectionEntity> {
  const connection = await transaction.entities.findOneBy(ConnectionEntity, {
    id,
    deletedAt: IsNull(),
  });
  if (connection === null) throw notFound('connection', id);
  return connection;
}

function verificationColumns({
  mode,
  scheme,
  unknownSignature,
}: CreateConnection['verification']): Pick<
  ConnectionEntity,
  'verificationMode' | 'verificationScheme' | 'schemeFound' | 'strength' | 'unknownSignature'
> {
  return {
    verificationMode: mode,
    verificationScheme: scheme === 'auto' ? null : JSON.stringify(scheme),
    schemeFound: false,
    strength: null,
    unknownSignature: unknownSignature ?? null,
  };
}
