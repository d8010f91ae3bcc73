import { type ActivityDocuments, activityRecord } from '../envoice/activity-record.ts';
import {
  activityTypes,
  beginsDocument,
  type DocumentKind,
  documentKinds,
  ordinalOf,
} from '../envoice/activity-types.ts';
import { ticksOf } from '../envoice/net-date.ts';
import { firstStatus, statusAfter } from '../envoice/statuses.ts';
import type { LoggedActivity } from '../store/activity-log.ts';
import type { Document } from '../store/documents.ts';
import type { Store } from '../store/store.ts';
import type { Runtime } from '../runtime.ts';
import { pickClient } from './catalogue.ts';
import type { Contents } from './contents.ts';
import type { PaymentActivity } from './payments.ts';
import type { Plan } from './plan.ts';

/** What one call recorded. */
export interface Recorded {
  readonly count: number;
  /** `null` if nothing was recorded. */
  readonly firstId: number | null;
  readonly lastId: number | null;
}

export interface SingleActivity {
  /** Any number: the vendor may add types that are not known yet. */
  readonly type: number;
  readonly invoiceId?: number | undefined;
  readonly orderId?: number | undefined;
  readonly estimationId?: number | undefined;
  /** The message; defaults to a sentence generated from the type. */
  readonly message?: string | undefined;
}

/** Writes activities into the log, whose times never decrease. */
export class Recorder {
  readonly #store: Store;
  readonly #runtime: Runtime;
  readonly #contents: Contents;
  readonly #baseUrl: () => string;

  /** @param options.baseUrl URL of the sandbox, without a trailing slash; known once it listens */
  constructor(options: {
    readonly store: Store;
    readonly runtime: Runtime;
    readonly contents: Contents;
    readonly baseUrl: () => string;
  }) {
    this.#store = options.store;
    this.#runtime = options.runtime;
    this.#contents = options.contents;
    this.#baseUrl = options.baseUrl;
  }

  /**
   * Records one activity, now. An unknown id creates a document. Without an id, a type that starts
   * a document's life creates one, other known types are about the newest document of their kind,
   * and unknown types are about no document.
   */
  single(activity: SingleActivity): LoggedActivity {
    return this.#store.transaction(() => {
      const documents = this.#documentsOf(activity);
      return this.#appendNow({ type: activity.type, documents, message: activity.message });
    });
  }

  /**
   * Records the activity of a change through the API, now. Call inside the transaction of the
   * change.
   *
   * @param options.type name of the type, e.g. `Paid`
   * @param options.status the new status, where the type does not imply it
   */
  record(options: {
    readonly type: string;
    readonly document: Document;
    readonly status?: string;
  }): void {
    const { document, status } = options;
    const type = ordinalOf(options.type);
    if (type === undefined) throw new Error(`There is no activity type "${options.type}".`);
    this.#appendNow({ type, documents: { [document.kind]: document } });
    if (status !== undefined) this.#store.documents.setStatus({ ...document, status });
  }

  /**
   * Records a plan. If the log already extends into the plan's time range, the plan is compressed
   * into the rest of it, so that ids stay in chronological order.
   */
  plan(plan: Plan): Recorded {
    const count = plan.activities.length;
    if (count === 0) return { count, firstId: null, lastId: null };
    return this.#store.transaction(() => {
      const begin = later(ticksOf(plan.from), this.#earliest());
      const end = later(ticksOf(plan.to), begin);
      const scale = Number(end - begin) / Number(ticksOf(plan.to) - ticksOf(plan.from));
      const firstId = this.#takeIds(count);
      const documents = new Map<number, Document>();
      for (const [index, planned] of plan.activities.entries()) {
        const document = documents.get(planned.document) ?? this.#create({ kind: planned.about });
        this.#append({
          id: firstId + index,
          type: planned.type,
          documents: { [planned.about]: document },
          createdOn: begin + ticksOf((planned.at - plan.from) * scale),
        });
        const status = statusAfter({ ...document, type: planned.type });
        documents.set(planned.document, { ...document, status });
      }
      for (const document of documents.values()) this.#store.documents.setStatus(document);
      return { count, firstId, lastId: firstId + count - 1 };
    });
  }

  #appendNow(options: {
    readonly type: number;
    readonly documents: ActivityDocuments;
    readonly message?: string | undefined;
  }): LoggedActivity {
    const { type, documents, message } = options;
    const createdOn = later(this.#timeTicks(), this.#earliest());
    const logged = this.#append({ id: this.#takeIds(1), type, documents, createdOn, message });
    for (const document of Object.values(documents) as (Document | undefined)[]) {
      if (document !== undefined) this.#apply({ document, type, logged });
    }
    return logged;
  }

  /** Applies an activity to its document. */
  #apply(options: {
    readonly document: Document;
    readonly type: number;
    readonly logged: LoggedActivity;
  }): void {
    const { document, type, logged } = options;
    const store = this.#store;
    const { status } = store.documents.find(document) ?? document;
    const next = statusAfter({ kind: document.kind, status, type });
    if (next !== status) store.documents.setStatus({ ...document, status: next });
    if (document.kind !== 'invoice') return;
    const activity = JSON.parse(logged.record) as PaymentActivity;
    this.#contents.addPayment({ document, activity });
  }

  #append(options: {
    readonly id: number;
    readonly type: number;
    readonly documents: ActivityDocuments;
    readonly createdOn: bigint;
    readonly message?: string | undefined;
  }): LoggedActivity {
    const { id, type, documents, createdOn } = options;
    const record = activityRecord({ ...options, baseUrl: this.#baseUrl() });
    this.#store.activities.append({
      id,
      type,
      record,
      createdOn,
      invoiceId: documents.invoice?.id ?? null,
      orderId: documents.order?.id ?? null,
      estimationId: documents.estimation?.id ?? null,
    });
    return { id, record };
  }

  #documentsOf(activity: SingleActivity): ActivityDocuments {
    const ids = {
      invoice: activity.invoiceId,
      order: activity.orderId,
      estimation: activity.estimationId,
    };
    const documents: Partial<Record<DocumentKind, Document>> = {};
    for (const kind of documentKinds) {
      const id = ids[kind];
      if (id === undefined) continue;
      documents[kind] = this.#store.documents.find({ kind, id }) ?? this.#create({ kind, id });
    }
    const type = activityTypes[activity.type];
    if (Object.keys(documents).length > 0 || type === undefined) return documents;
    const newest = beginsDocument(type) ? undefined : this.#store.documents.newest(type.about);
    return { [type.about]: newest ?? this.#create({ kind: type.about }) };
  }

  #create(options: { readonly kind: DocumentKind; readonly id?: number }): Document {
    const { random } = this.#runtime;
    const client = pickClient({ store: this.#store, random, now: this.#runtime.now() });
    return this.#store.documents.create({
      ...options,
      client: client.content.Name,
      clientId: options.kind === 'order' ? null : client.id,
      status: firstStatus[options.kind],
      content: null,
    });
  }

  #takeIds(count: number): number {
    return this.#store.activities.takeIds({ count, now: this.#runtime.now() });
  }

  /**
   * Adds a fraction of a millisecond, which the clock doesn't provide but the vendor's dates have.
   */
  #timeTicks(): bigint {
    return ticksOf(this.#runtime.now() + this.#runtime.random());
  }

  #earliest(): bigint {
    return (this.#store.activities.lastCreatedOn() ?? -1n) + 1n;
  }
}

function later(one: bigint, other: bigint): bigint {
  return one > other ? one : other;
}
