import { createHash } from 'node:crypto';

import type { Document } from '../store/documents.ts';
import { type DocumentKind, documentKinds } from './activity-types.ts';

type Shared = Pick<Document, 'kind' | 'id'>;

/**
 * The public link of a document in the vendor's format: a 128-character token and a 43-character
 * id, in unescaped base64 (observed in the link of one invoice; that other documents have similar
 * paths is a guess). Not a secret: the sandbox has none.
 */
export function shareLink(options: {
  readonly baseUrl: string;
  readonly document: Shared;
}): string {
  const { baseUrl, document } = options;
  return `${baseUrl}/envoice/${document.kind}/shared?token=${tokenOf(document)}&id=${idOf(document)}`;
}

/** Returns the document of a link; `undefined` if the link is not one of ours. */
export function sharedDocument(options: {
  readonly kind: string;
  /** The raw text after the question mark: `+` is not decoded. */
  readonly query: string;
}): Shared | undefined {
  const kind = documentKinds.find((known) => known === options.kind);
  const token = parameter(options.query, 'token');
  const id = parameter(options.query, 'id');
  if (kind === undefined) return undefined;
  const bytes = Buffer.from(id, 'base64');
  const shared = { kind, id: bytes.length === idBytes ? bytes.readUInt32BE(0) : 0 };
  return id === idOf(shared) && token === tokenOf(shared) ? shared : undefined;
}

const idBytes = 32;

function tokenOf({ kind, id }: Shared): string {
  return createHash('sha512').update(`token ${kind} ${id}`).digest('hex');
}

/** The document's number, followed by an unguessable part. */
function idOf({ kind, id }: { readonly kind: DocumentKind; readonly id: number }): string {
  const bytes = createHash('sha256').update(`id ${kind} ${id}`).digest();
  bytes.writeUInt32BE(id, 0);
  return bytes.toString('base64').replace(/=+$/, '');
}

function parameter(query: string, name: string): string {
  const pair = query.split('&').find((one) => one.startsWith(`${name}=`)) ?? '';
  return decodeURIComponent(pair.slice(name.length + 1));
}
