import { createHash } from 'node:crypto';

/** The access token in a document's links. Not a secret: the sandbox has none. */
export function accessToken(options: { readonly kind: string; readonly id: number }): string {
  return createHash('sha256').update(`${options.kind} ${options.id}`).digest('base64url');
}
