/** Everything that a list of the API has, page after page: for what there are hundreds of at most. */
export async function allPages<Item>(items: AsyncIterable<Item>): Promise<readonly Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}
