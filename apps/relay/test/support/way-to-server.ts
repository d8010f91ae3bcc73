import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

/**
 * A path to a server that can go silent, as when a cable is pulled: its open connections are not
 * closed.
 */
export async function startWay(url: string) {
  const { hostname, port } = new URL(url);
  let isSilent = false;
  const sockets: Socket[] = [];
  const starts: string[][] = [];
  const way = createServer((near) => {
    // Its length, a version, and then names and values: the first message of each connection.
    near.once('data', (start: Buffer) => {
      const parts = start.toString('utf8', 8).split('\0');
      starts.push(parts.filter((part, index) => index % 2 === 0 && part !== ''));
    });
    const far = connect(Number(port), hostname);
    sockets.push(near, far);
    const stop = (): void => void (near.destroy(), far.destroy());
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      from.on('data', (bytes) => void (isSilent || to.write(bytes)));
      from.on('error', stop).on('close', stop);
    }
  });
  await new Promise<void>((resolve) => void way.listen(0, '127.0.0.1', resolve));
  const its = new URL(url);
  its.port = String((way.address() as AddressInfo).port);
  return {
    url: its.href,
    /** The parameters that each connection began with. */
    starts,
    beSilent: (silent: boolean): void => void (isSilent = silent),
    /** Closes all connections, without a word from the server. */
    cut(): void {
      for (const socket of sockets.splice(0)) socket.destroy();
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => void way.close(resolve));
    },
  };
}
