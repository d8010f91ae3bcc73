/** Collects all items of a paginated API list. Only for lists of at most a few hundred items. */
export async function allPages<Item>(items: AsyncIterable<Item>): Promise<readonly Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}
