/** The names closest to a misspelled one; none if nothing is close. */
export function nearest(options: {
  readonly name: string;
  readonly candidates: readonly string[];
}): readonly string[] {
  // Truncated, so that the work is bounded whatever the input.
  const name = options.name.slice(0, 64).toLowerCase();
  const found = options.candidates
    .map((candidate) => {
      const action = candidate.slice(candidate.indexOf('.') + 1);
      // `paid` alone is close to `invoice.paid`, but less so than `invoice.payd`.
      return {
        candidate,
        distance: Math.min(editDistance(name, candidate), editDistance(name, action) + 1),
      };
    })
    .filter(({ distance }) => distance <= Math.max(2, Math.floor(name.length / 4)));
  const best = Math.min(...found.map(({ distance }) => distance));
  return found.filter(({ distance }) => distance === best).map(({ candidate }) => candidate);
}

/** Levenshtein distance: how many characters to insert, delete or replace. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = row[j - 1]! + Number(a[i - 1] !== b[j - 1]);
      next.push(Math.min(replaced, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}
