import * as v from 'valibot';

/** The target of `DATABASE_URL`. */
export type DatabaseLocation =
  | { readonly kind: 'sqlite'; readonly path: string }
  /** Usually contains a password: never shown. */
  | { readonly kind: 'postgres'; readonly url: string };

/**
 * `DATABASE_URL`: `sqlite:` and a path, relative to the working directory or absolute, or
 * `postgres://user:password@host:port/database`.
 *
 * SQLite's `:memory:` is rejected: the relay only acknowledges what is stored durably. No message
 * repeats the input, as it may contain a password.
 */
export const databaseUrlSchema = v.pipe(
  v.string(),
  v.rawTransform(({ dataset, addIssue, NEVER }): DatabaseLocation => {
    const url = dataset.value;
    if (/^postgres(ql)?:/.test(url)) {
      if (isPostgresUrl(url)) return { kind: 'postgres', url };
      addIssue({
        message:
          'must look like postgres://user:password@host:5432/database; characters such as @ : / # in the password are written as %40 %3A %2F %23',
      });
      return NEVER;
    }
    const path = /^sqlite:(?:\/\/)?(.+)$/.exec(url)?.[1];
    if (path === undefined) {
      addIssue({
        message:
          'must look like sqlite:./data/relay.sqlite or postgres://user:password@host:5432/database',
      });
      return NEVER;
    }
    if (path.includes(':memory:')) {
      addIssue({ message: 'must be a file: an in-memory database is lost with the process' });
      return NEVER;
    }
    return { kind: 'sqlite', path };
  }),
);

/** Server and database of a `postgres://` URL, human-readable: no user, no password, no options. */
export function maskedPostgresUrl(url: string): string {
  const { host, pathname, searchParams } = new URL(url);
  const socket = searchParams.get('host');
  return `postgres://${host}${pathname}${socket === null ? '' : `?host=${socket}`}`;
}

/** A server and a database; a socket's folder may be given as `?host=`. */
function isPostgresUrl(text: string): boolean {
  const url = URL.parse(text);
  if (url === null || url.hash !== '') return false;
  // A second @ or / is part of a password that was not encoded, and would be taken for the
  // database.
  if (!/^\/[^/@]+$/.test(url.pathname)) return false;
  return url.hostname !== '' || url.searchParams.has('host');
}
