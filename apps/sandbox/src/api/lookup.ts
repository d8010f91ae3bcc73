import type { DocumentKind } from '../envoice/activity-types.ts';
import { type FieldProblem, Problem } from '../http/problem.ts';
import { findCurrency } from '../shop/currencies.ts';
import { gateways } from '../shop/gateways.ts';
import { countries, uiLanguages } from '../shop/places.ts';
import type { Document } from '../store/documents.ts';
import type { Entry, EntryKind } from '../store/entries.ts';
import type { ApiContext, Call } from './handler.ts';
import { badRequest } from './validation.ts';

const words: Readonly<Record<EntryKind | DocumentKind, string>> = {
  client: 'client',
  tax: 'tax',
  worktype: 'work type',
  product: 'product',
  category: 'invoice category',
  paymentlink: 'payment link',
  invoice: 'invoice',
  order: 'order',
  estimation: 'estimation',
};

/** Returns the id of the entity that a call refers to. */
export function idOf(options: { readonly call: Call; readonly names?: readonly string[] }): number {
  const { call, names = ['Id'] } = options;
  const body = call.body as Readonly<Record<string, number | undefined>>;
  const given = names.flatMap((name) => {
    const id = body[name];
    return id === undefined || id === 0 ? [] : [{ name, id }];
  });
  const [first, other] = given;
  if (first === undefined) throw wrong(call, { field: `body.${names[0]}`, message: 'is missing' });
  if (other !== undefined && other.id !== first.id) {
    const message = `is ${other.id}, and ${first.name} is ${first.id}: name one only`;
    throw wrong(call, { field: `body.${other.name}`, message });
  }
  return first.id;
}

/** @throws {Problem} 404 if it does not exist */
export function findEntry<Content>(options: {
  readonly api: ApiContext;
  readonly call: Call;
  readonly kind: EntryKind;
  readonly id: number;
}): Entry<Content> {
  const { api, call, kind, id } = options;
  const entry = api.store.entries.find<Content>({ kind, id });
  if (entry === undefined) throw missing({ call, kind, id });
  return entry;
}

/** @throws {Problem} 404 if it does not exist */
export function findDocument(options: {
  readonly api: ApiContext;
  readonly call: Call;
  readonly kind: DocumentKind;
  readonly id: number;
}): Document {
  const { api, call, kind, id } = options;
  const document = api.store.documents.find({ kind, id });
  if (document === undefined) throw missing({ call, kind, id });
  return document;
}

function missing(options: {
  readonly call: Call;
  readonly kind: EntryKind | DocumentKind;
  readonly id: number;
}): Problem {
  const { call, kind, id } = options;
  const operation = call.operation.id;
  const detail = `${operation}: there is no ${words[kind]} ${id}.`;
  return new Problem({ status: 404, detail, operation });
}

function wrong(call: Call, error: FieldProblem): Problem {
  return badRequest({ operation: call.operation, errors: [error] });
}

/** Collects the semantic errors of a request, so that all of them are reported at once. */
export class Checks {
  readonly #api: ApiContext;
  readonly #call: Call;
  readonly #errors: FieldProblem[] = [];

  constructor(options: { readonly api: ApiContext; readonly call: Call }) {
    this.#api = options.api;
    this.#call = options.call;
  }

  /** @param field path of the field, e.g. `body.Items.0.TaxId` */
  wrong(field: string, message: string): void {
    this.#errors.push({ field, message });
  }

  /** Requires a field that accounts need although the description doesn't require it. */
  present(field: string, value: unknown): void {
    if (value === undefined) this.wrong(field, 'is missing');
    else if (typeof value === 'string' && value.trim() === '') this.wrong(field, 'is empty');
  }

  /** Between 0 and 100. */
  percentage(field: string, value: number | undefined): void {
    if (value === undefined || (value >= 0 && value <= 100)) return;
    this.wrong(field, 'must be from 0 to 100');
  }

  notNegative(field: string, value: number | undefined): void {
    if (value !== undefined && value < 0) this.wrong(field, 'must not be negative');
  }

  /** An id of 0 means none. */
  entry<Content>(options: {
    readonly kind: EntryKind;
    readonly id: number | undefined;
    readonly field: string;
  }): Entry<Content> | undefined {
    const { kind, id, field } = options;
    if (id === undefined || id === 0) return undefined;
    const entry = this.#api.store.entries.find<Content>({ kind, id });
    if (entry === undefined) this.wrong(field, `is ${id}, and there is no such ${words[kind]}`);
    return entry;
  }

  document(options: {
    readonly kind: DocumentKind;
    readonly id: number | undefined;
    readonly field: string;
  }): Document | undefined {
    const { kind, id, field } = options;
    if (id === undefined || id === 0) return undefined;
    const document = this.#api.store.documents.find({ kind, id });
    if (document === undefined) this.wrong(field, `is ${id}, and there is no such ${kind}`);
    return document;
  }

  currency(field: string, id: number | undefined): void {
    if (id !== undefined && findCurrency(id) === undefined) {
      this.wrong(field, `is ${id}, which general/currencies does not list`);
    }
  }

  country(field: string, id: number | undefined): void {
    if (id !== undefined && !countries.some(({ Id }) => Id === id)) {
      this.wrong(field, `is ${id}, which general/countries does not list`);
    }
  }

  language(field: string, id: number | undefined): void {
    if (id !== undefined && !uiLanguages.some(({ Id }) => Id === id)) {
      this.wrong(field, `is ${id}, which general/uilanguages does not list`);
    }
  }

  gateways(field: string, given: readonly { readonly Name?: string }[] | undefined): void {
    for (const [index, { Name }] of (given ?? []).entries()) {
      if (!gateways.some((gateway) => gateway.Name === Name)) {
        this.wrong(`${field}.${index}.Name`, `is ${Name}, which payment/supported does not list`);
      }
    }
  }

  /** @throws {Problem} 400 if any errors were found */
  done(): void {
    if (this.#errors.length === 0) return;
    throw badRequest({ operation: this.#call.operation, errors: this.#errors });
  }
}
