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
  /** `null` when nothing was recorded. */
  readonly firstId: number | null;
  readonly lastId: number | null;
}

export interface SingleActivity {
  /** Any number: the vendor may invent types that nobody knows yet. */
  readonly type: number;
  readonly invoiceId?: number | undefined;
  readonly orderId?: number | undefined;
  readonly estimationId?: number | undefined;
  /** What it says; a sentence made from the type, unless told. */
  readonly message?: string | undefined;
}

/** Writes activities into the log, which never goes back in time. */
export class Recorder {
  readonly #store: Store;
  readonly #runtime: Runtime;
  readonly #contents: Contents;
  readonly #baseUrl: () => string;

  /** @param options.baseUrl of the sandbox, without a slash at the end; known once it listens */
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
   * Records one activity, now. An id that is not known yet makes a document. Without any id, a
   * type that begins a document's life makes one, every other type is about the newest document
   * of its kind, and a type that nobody knows is about nothing.
   */
  single(activity: SingleActivity): LoggedActivity {
    return this.#store.transaction(() => {
      const documents = this.#documentsOf(activity);
      return this.#appendNow({ type: activity.type, documents, message: activity.message });
    });
  }

  /**
   * Records what a change through the API causes, now. Call inside the transaction of the change.
   *
   * @param options.type its name, such as `Paid`
   * @param options.status what the document becomes, where its type does not tell
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
   * Records a plan. When the log already reaches into the plan's time, the plan is squeezed into
   * what is left of it, so that the order of ids stays the order of time.
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

  /** What happened changes what it happened to. */
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

  /** The part of a millisecond that the clock does not tell: the vendor's dates have it. */
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
