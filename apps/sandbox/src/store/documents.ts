import type { Statement } from 'better-sqlite3';

import type { DocumentKind } from '../envoice/activity-types.ts';
import type { Database } from './database.ts';
import { Sequences } from './sequences.ts';

/** What activities are about: an invoice, an order or an estimation (the vendor's word). */
export interface Document {
  readonly kind: DocumentKind;
  readonly id: number;
  /** What people call it, such as `INV-0001`. */
  readonly number: string;
  readonly client: string;
}

const series: Readonly<Record<DocumentKind, { firstId: number; prefix: string }>> = {
  invoice: { firstId: 3764, prefix: 'INV' },
  order: { firstId: 1201, prefix: 'ORD' },
  estimation: { firstId: 801, prefix: 'EST' },
};

/** The documents of the account. Ids rise for ever; numbers begin anew after a reset. */
export class Documents {
  readonly #database: Database;
  readonly #sequences: Sequences;
  readonly #find: Statement<[DocumentKind, number], Document>;
  readonly #newest: Statement<[DocumentKind], Document>;
  readonly #insert: Statement<[Document]>;

  constructor(database: Database) {
    this.#database = database;
    this.#sequences = new Sequences(database);
    this.#find = database.prepare('select * from document where kind = ? and id = ?');
    this.#newest = database.prepare(
      'select * from document where kind = ? order by id desc limit 1',
    );
    this.#insert = database.prepare(
      'insert into document (kind, id, number, client) values (:kind, :id, :number, :client)',
    );
  }

  find(options: { readonly kind: DocumentKind; readonly id: number }): Document | undefined {
    return this.#find.get(options.kind, options.id);
  }

  newest(kind: DocumentKind): Document | undefined {
    return this.#newest.get(kind);
  }

  /** @param options.id the next free one where left out */
  create(options: {
    readonly kind: DocumentKind;
    readonly client: string;
    readonly id?: number;
  }): Document {
    const document = {
      kind: options.kind,
      id: options.id ?? this.#freeId(options.kind),
      number: this.#nextNumber(options.kind),
      client: options.client,
    };
    this.#insert.run(document);
    return document;
  }

  clear(): void {
    this.#database.exec('delete from document');
    for (const kind of Object.keys(series)) this.#sequences.forget(`${kind}-number`);
  }

  #freeId(kind: DocumentKind): number {
    for (;;) {
      const id = this.#sequences.take({ name: kind, first: series[kind].firstId });
      // Somebody may have named this id before the sequence came to it.
      if (this.find({ kind, id }) === undefined) return id;
    }
  }

  #nextNumber(kind: DocumentKind): string {
    const number = this.#sequences.take({ name: `${kind}-number`, first: 1 });
    return `${series[kind].prefix}-${String(number).padStart(4, '0')}`;
  }
}
