import { createHash } from 'node:crypto';

/** What the links of a document carry. No secret: the sandbox has none. */
export function accessToken(options: { readonly kind: string; readonly id: number }): string {
  return createHash('sha256').update(`${options.kind} ${options.id}`).digest('base64url');
}
