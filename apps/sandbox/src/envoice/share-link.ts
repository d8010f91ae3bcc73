import { createHash } from 'node:crypto';

import type { Document } from '../store/documents.ts';
import { type DocumentKind, documentKinds } from './activity-types.ts';

type Shared = Pick<Document, 'kind' | 'id'>;

/**
 * The link under which a document opens for whoever has it, as the vendor writes it: a token of 128
 * characters and an id of 43, in base64 that is not escaped (seen in one link of an invoice; that
 * the paths of other documents look alike is a guess). No secret here: the sandbox has none.
 */
export function shareLink(options: {
  readonly baseUrl: string;
  readonly document: Shared;
}): string {
  const { baseUrl, document } = options;
  return `${baseUrl}/envoice/${document.kind}/shared?token=${tokenOf(document)}&id=${idOf(document)}`;
}

/** The document of a link; `undefined` when it is none of ours. */
export function sharedDocument(options: {
  readonly kind: string;
  /** All that follows the question mark, as it came: `+` stands for itself. */
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

/** The number, then what nobody guesses. */
function idOf({ kind, id }: { readonly kind: DocumentKind; readonly id: number }): string {
  const bytes = createHash('sha256').update(`id ${kind} ${id}`).digest();
  bytes.writeUInt32BE(id, 0);
  return bytes.toString('base64').replace(/=+$/, '');
}

function parameter(query: string, name: string): string {
  const pair = query.split('&').find((one) => one.startsWith(`${name}=`)) ?? '';
  return decodeURIComponent(pair.slice(name.length + 1));
}
