import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

export interface ChosenPort {
  readonly port: number;
  /** Whether the preferred port was taken. */
  readonly moved: boolean;
}

/** Returns the preferred port, or any free one if that is taken. */
export async function choosePort(options: {
  readonly host: string;
  readonly preferred: number;
}): Promise<ChosenPort> {
  const { host, preferred } = options;
  const port = await tryPort({ host, port: preferred });
  if (port !== undefined) return { port, moved: false };
  const free = await tryPort({ host, port: 0 });
  if (free === undefined) throw new Error(`Cannot listen on any port of ${host}.`);
  return { port: free, moved: true };
}

/** @returns undefined if the port is taken or not permitted */
async function tryPort(options: {
  readonly host: string;
  readonly port: number;
}): Promise<number | undefined> {
  const server = createServer();
  try {
    server.listen({ ...options, exclusive: true });
    await once(server, 'listening');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE' || code === 'EACCES') return undefined;
    throw error;
  }
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
