import { join } from 'node:path';

import { choosePort } from '../plumbing/ports.ts';
import { SandboxControl } from '../plumbing/sandbox-control.ts';
import { host } from '../stage.ts';
import type { Stage } from '../stage.ts';

const preferred = 4200;

export interface RunningSandbox {
  readonly url: string;
  readonly control: SandboxControl;
}

/** Starts the vendor's stand-in. */
export async function startSandbox(stage: Stage): Promise<RunningSandbox> {
  const { screen, children, folder, scripts } = stage;
  screen.step(
    'The vendor',
    'A sandbox stands in for Envoice, an invoicing system that reports activities by webhook.',
  );
  const { port, moved } = await choosePort({ host, preferred });
  const url = `http://${host}:${port}`;
  await children.start({
    name: 'sandbox',
    script: scripts.sandbox,
    environment: {
      HOST: host,
      PORT: String(port),
      SANDBOX_DATA: join(folder, 'sandbox.sqlite'),
      LOG_LEVEL: 'warn',
    },
    url,
    ready: async () => (await fetch(`${url}/healthz`)).ok,
  });
  screen.came(`The sandbox is running at ${url}`);
  if (moved) screen.detail(`port ${preferred} is taken, so it uses ${port}`);
  return { url, control: new SandboxControl({ url }) };
}
