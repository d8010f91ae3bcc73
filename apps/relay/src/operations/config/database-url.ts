import * as v from 'valibot';

/**
 * `DATABASE_URL`: `sqlite:` and a path, relative to the working directory or absolute.
 *
 * SQLite's `:memory:` is refused: the relay answers 200 only for what is kept.
 */
export const databaseUrlSchema = v.pipe(
  v.string(),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const url = dataset.value;
    if (/^postgres(ql)?:/.test(url)) {
      addIssue({
        message: 'PostgreSQL is not supported by this version; use sqlite:./data/relay.sqlite',
      });
      return NEVER;
    }
    const path = /^sqlite:(?:\/\/)?(.+)$/.exec(url)?.[1];
    if (path === undefined) {
      addIssue({ message: 'must look like sqlite:./data/relay.sqlite' });
      return NEVER;
    }
    if (path.includes(':memory:')) {
      addIssue({ message: 'must be a file: what is kept in memory is lost with the process' });
      return NEVER;
    }
    return { kind: 'sqlite' as const, path };
  }),
);
