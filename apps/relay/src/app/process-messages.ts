import type { JobStore } from '../jobs/job-store.ts';
import type { Wake } from '../shared/wake.ts';
import type { ConnectionSignals } from '../pipeline/log/connection-signals.ts';
import type { ProjectorSignal } from '../pipeline/project/projector-signal.ts';

/** The channel to the other processes. */
interface Channel {
  send(message: string): void;
}

/** The parts of this process whose wake-ups are passed on, and that other processes wake. */
interface WokenParts {
  readonly wake: Wake;
  readonly jobs: JobStore;
  readonly projector: ProjectorSignal;
  readonly signals?: ConnectionSignals;
}

/** More subscriptions at once than this are sent as "any". */
const maxIds = 50;

/**
 * Passes wake-ups between processes: deliveries that may be due, changed subscriptions, scheduled
 * jobs, requests in the inbox, refused webhooks, and deleted connections. What arrives from another
 * process is not passed on again.
 */
export class ProcessMessages {
  readonly #parts: WokenParts;
  readonly #channel: Channel;
  #isReceiving = false;

  constructor(options: { readonly parts: WokenParts; readonly channel: Channel }) {
    this.#parts = options.parts;
    this.#channel = options.channel;
    const { wake, jobs, signals } = options.parts;
    wake.onWake((ids) => {
      if (ids === undefined || ids.length > maxIds) this.#send('wake');
      else for (const id of ids) this.#send(`wake ${id}`);
    });
    wake.onChange((id) => this.#send(`changed ${id}`));
    jobs.onScheduled(() => this.#send('jobs'));
    signals?.onSignal(({ connectionId, at, outcome }) => {
      // The process that projects is the first to know what was stored.
      if (outcome !== 'kept') this.#send(`${outcome} ${connectionId} ${at}`);
    });
  }

  /** This process appended something to the inbox. */
  appended(): void {
    this.#send('inbox');
  }

  /** A message from another process. Unknown ones, from other versions, are ignored. */
  receive(message: string): void {
    const { wake, jobs, projector, signals } = this.#parts;
    const [what, id = '', at = ''] = message.split(' ');
    this.#isReceiving = true;
    try {
      if (what === 'wake') wake.wake(id === '' ? undefined : [id]);
      else if (what === 'changed') wake.changed(id);
      else if (what === 'jobs') jobs.announce();
      else if (what === 'inbox') projector.notify();
      else if (what === 'refused' || what === 'deleted') {
        signals?.emit({ connectionId: id, at: Number(at), outcome: what });
      }
    } finally {
      this.#isReceiving = false;
    }
  }

  /** Messages were missed, whatever they were about: everyone checks. */
  checkAll(): void {
    const { wake, jobs, projector } = this.#parts;
    this.#isReceiving = true;
    try {
      wake.wake();
      jobs.announce();
      projector.notify();
    } finally {
      this.#isReceiving = false;
    }
  }

  #send(message: string): void {
    if (!this.#isReceiving) this.#channel.send(message);
  }
}
