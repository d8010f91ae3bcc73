import type { DocumentKind } from '../../envoice/activity-types.ts';
import type { Document } from '../../store/documents.ts';
import type { ApiContext, Call } from '../handler.ts';
import { findDocument, idOf } from '../lookup.ts';
import { listResult, pageOf } from '../paging.ts';

/** Returns the page of documents that the call asks for. */
export function listDocuments(options: {
  readonly api: ApiContext;
  readonly call: Call;
  readonly kind: DocumentKind;
  readonly view: (options: { readonly api: ApiContext; readonly document: Document }) => unknown;
}): unknown {
  const { api, call, kind, view } = options;
  const { documents } = api.store;
  return listResult({
    total: documents.count(kind),
    rows: documents.page({ kind, ...pageOf(call) }).map((document) => view({ api, document })),
  });
}

/** Deletes the document that the call refers to, and returns its id. */
export function deleteDocument(options: {
  readonly api: ApiContext;
  readonly call: Call;
  readonly kind: DocumentKind;
}): number {
  const { api, call, kind } = options;
  const { id } = findDocument({ api, call, kind, id: idOf({ call }) });
  api.store.documents.remove({ kind, id });
  return id;
}
