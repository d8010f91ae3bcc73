/** The event ids known to each system. Event ids are derived from activity ids. */
export interface Books {
  /** Activities recorded by the vendor, by the id of the event that each should become. */
  readonly recorded: readonly string[];
  /** Events stored by the relay. */
  readonly kept: readonly string[];
  /** Events of the deliveries created by the relay. */
  readonly delivered: readonly string[];
  /** Events accepted by the subscriber. */
  readonly received: readonly string[];
}

/**
 * Returns a sentence for each missing, duplicate or unexpected event; empty if all systems agree.
 */
export function differences(books: Books): readonly string[] {
  const { recorded, ...others } = books;
  const expected = new Set(recorded);
  const found = repeated(recorded).map((id) => `recorded twice: ${id}`);
  for (const [book, ids] of Object.entries(others)) {
    const there = new Set(ids);
    found.push(
      ...[...expected].filter((id) => !there.has(id)).map((id) => `not ${book}: ${id}`),
      ...[...there].filter((id) => !expected.has(id)).map((id) => `${book}, never recorded: ${id}`),
      ...repeated(ids).map((id) => `${book} twice: ${id}`),
    );
  }
  return found;
}

/** Returns each repeated id once. */
function repeated(ids: readonly string[]): readonly string[] {
  return [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))];
}
