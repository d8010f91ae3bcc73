import { randomBytes } from 'node:crypto';

/**
 * A new id such as `con_019a9f3c52d07be1c0a44f2d9c3b`: creation time followed by randomness, so
 * that ids sort by creation, and lists can page by id.
 *
 * @param options.now epoch milliseconds
 */
export function newId(options: { readonly prefix: string; readonly now: number }): string {
  const time = options.now.toString(16).padStart(12, '0');
  return `${options.prefix}_${time}${randomBytes(10).toString('hex')}`;
}
