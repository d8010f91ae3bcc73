import { glob } from 'node:fs/promises';

const nodes = new URL('../../nodes/', import.meta.url);

/**
 * The sorted paths of the files that match, from the folder.
 *
 * @param folder from that of the nodes
 */
export async function filesOfNodes(folder: string, pattern: string): Promise<readonly string[]> {
  return (await Array.fromAsync(glob(pattern, { cwd: new URL(folder, nodes) }))).toSorted();
}
