import type { Statement } from 'better-sqlite3';

import type { DocumentKind } from '../envoice/activity-types.ts';
import type { Database } from './database.ts';
import { Sequences } from './sequences.ts';

/** What activities are about: an invoice, an order or an estimation (the vendor's term). */
export interface Document {
  readonly kind: DocumentKind;
  readonly id: number;
  /** Human-readable number, e.g. `INV-0001`. */
  readonly number: string;
  /** The client's name. */
  readonly client: string;
  /** `null` for orders, whose recipient need not be a client. */
  readonly clientId: number | null;
  /** The vendor's status name. */
  readonly status: string;
  /** JSON text, or `null` until first read. */
  readonly content: string | null;
}

const series: Readonly<Record<DocumentKind, { firstId: number; prefix: string }>> = {
  invoice: { firstId: 3764, prefix: 'INV' },
  order: { firstId: 1201, prefix: 'ORD' },
  estimation: { firstId: 801, prefix: 'EST' },
};

const columns = 'kind, id, number, client, client_id as "clientId", status, content';

/** The documents of the account. Ids always increase; numbers start over after a reset. */
export class Documents {
  readonly #database: Database;
  readonly #sequences: Sequences;
  readonly #find: Statement<[DocumentKind, number], Document>;
  readonly #findNumber: Statement<[DocumentKind, string], Document>;
  readonly #newest: Statement<[DocumentKind], Document>;
  readonly #page: Statement<[DocumentKind, number, number], Document>;
  readonly #count: Statement<[DocumentKind], number>;
  readonly #ofClient: Statement<[number], number>;
  readonly #insert: Statement<[Document]>;
  readonly #update: Statement<[Document]>;
  readonly #setStatus: Statement<[string, DocumentKind, number]>;
  readonly #renameClient: Statement<[string, number]>;
  readonly #adopt: Statement<[number, string]>;
  readonly #remove: Statement<[DocumentKind, number]>;

  constructor(database: Database) {
    this.#database = database;
    this.#sequences = new Sequences(database);
    const select = `select ${columns} from document where kind = ?`;
    this.#find = database.prepare(`${select} and id = ?`);
    this.#findNumber = database.prepare(`${select} and number = ?`);
    this.#newest = database.prepare(`${select} order by id desc limit 1`);
    this.#page = database.prepare(`${select} order by id limit ? offset ?`);
    this.#count = database
      .prepare<[DocumentKind], number>('select count(*) from document where kind = ?')
      .pluck();
    this.#ofClient = database
      .prepare<[number], number>('select count(*) from document where client_id = ?')
      .pluck();
    this.#insert = database.prepare(`
      insert into document (kind, id, number, client, client_id, status, content)
      values (:kind, :id, :number, :client, :clientId, :status, :content)
    `);
    this.#update = database.prepare(`
      update document set number = :number, client = :client, client_id = :clientId,
        status = :status, content = :content
      where kind = :kind and id = :id
    `);
    this.#setStatus = database.prepare('update document set status = ? where kind = ? and id = ?');
    this.#renameClient = database.prepare('update document set client = ? where client_id = ?');
    this.#adopt = database.prepare(
      "update document set client_id = ? where client = ? and client_id is null and kind <> 'order'",
    );
    this.#remove = database.prepare('delete from document where kind = ? and id = ?');
  }

  find(options: { readonly kind: DocumentKind; readonly id: number }): Document | undefined {
    return this.#find.get(options.kind, options.id);
  }

  findNumber(options: {
    readonly kind: DocumentKind;
    readonly number: string;
  }): Document | undefined {
    return this.#findNumber.get(options.kind, options.number);
  }

  newest(kind: DocumentKind): Document | undefined {
    return this.#newest.get(kind);
  }

  /** In order of their ids. */
  page(options: {
    readonly kind: DocumentKind;
    readonly limit: number;
    readonly offset: number;
  }): Document[] {
    return this.#page.all(options.kind, options.limit, options.offset);
  }

  count(kind: DocumentKind): number {
    return this.#count.get(kind) ?? 0;
  }

  countOfClient(clientId: number): number {
    return this.#ofClient.get(clientId) ?? 0;
  }

  /**
   * @param options.id defaults to the next free one
   * @param options.number defaults to the next free one
   */
  create(
    options: Omit<Document, 'id' | 'number'> & {
      readonly id?: number | undefined;
      readonly number?: string | undefined;
    },
  ): Document {
    const document = {
      ...options,
      id: options.id ?? this.#freeId(options.kind),
      number: options.number ?? this.#freeNumber(options.kind),
    };
    this.#insert.run(document);
    return document;
  }

  /** Overwrites everything except the id. */
  save(document: Document): void {
    this.#update.run(document);
  }

  setStatus(options: {
    readonly kind: DocumentKind;
    readonly id: number;
    readonly status: string;
  }): void {
    this.#setStatus.run(options.status, options.kind, options.id);
  }

  renameClient(options: { readonly clientId: number; readonly name: string }): void {
    this.#renameClient.run(options.name, options.clientId);
  }

  /** Sets the client of documents that only have its name. */
  adoptClient(options: { readonly clientId: number; readonly name: string }): void {
    this.#adopt.run(options.clientId, options.name);
  }

  remove(options: { readonly kind: DocumentKind; readonly id: number }): void {
    this.#remove.run(options.kind, options.id);
  }

  clear(): void {
    this.#database.exec('delete from document');
    for (const kind of Object.keys(series)) this.#sequences.forget(`${kind}-number`);
  }

  #freeId(kind: DocumentKind): number {
    for (;;) {
      const id = this.#sequences.take({ name: kind, first: series[kind].firstId });
      // This id may have been used explicitly before the sequence reached it.
      if (this.find({ kind, id }) === undefined) return id;
    }
  }

  #freeNumber(kind: DocumentKind): string {
    for (;;) {
      const next = this.#sequences.take({ name: `${kind}-number`, first: 1 });
      const number = `${series[kind].prefix}-${String(next).padStart(4, '0')}`;
      if (this.findNumber({ kind, number }) === undefined) return number;
    }
  }
}
