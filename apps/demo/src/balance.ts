/** What each place says of itself: ids of events, which are derived from the activities' ids. */
export interface Books {
  /** Activities that the vendor recorded, by the id of the event that each should become. */
  readonly recorded: readonly string[];
  /** Events that the relay keeps. */
  readonly kept: readonly string[];
  /** Events of the deliveries that the relay has made. */
  readonly delivered: readonly string[];
  /** What the subscriber accepted. */
  readonly received: readonly string[];
}

/**
 * What is missing, came twice or should not be there, each as a sentence; nothing when all books
 * agree.
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

/** Each id that is there more than once, once. */
function repeated(ids: readonly string[]): readonly string[] {
  return [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))];
}
