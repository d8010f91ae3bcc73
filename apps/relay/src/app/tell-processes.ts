import type { JobStore } from '../jobs/job-store.ts';
import type { Wake } from '../shared/wake.ts';
import type { ConnectionSignals } from '../pipeline/log/connection-signals.ts';
import type { ProjectorSignal } from '../pipeline/project/projector-signal.ts';

/** The channel to the other processes. */
interface Channel {
  say(said: string): void;
}

/** Notified in this process, and notify the others. */
export interface ToldParts {
  readonly wake: Wake;
  readonly jobs: JobStore;
  readonly projector: ProjectorSignal;
  readonly signals?: ConnectionSignals;
}

/** More subscriptions at once than this are sent as "any". */
const mostIds = 50;

/**
 * Passes wake-ups between processes: deliveries that may be due, changed subscriptions, scheduled
 * jobs, requests in the inbox, refused webhooks, and deleted connections. What arrives from another process is not
 * passed on again.
 */
export class ToldProcesses {
  readonly #parts: ToldParts;
  readonly #channel: Channel;
  #hearing = false;

  constructor(options: { readonly parts: ToldParts; readonly channel: Channel }) {
    this.#parts = options.parts;
    this.#channel = options.channel;
    const { wake, jobs, signals } = options.parts;
    wake.onWake((ids) => {
      if (ids === undefined || ids.length > mostIds) this.#say('wake');
      else for (const id of ids) this.#say(`wake ${id}`);
    });
    wake.onChange((id) => this.#say(`changed ${id}`));
    jobs.onScheduled(() => this.#say('jobs'));
    signals?.onSignal(({ connectionId, at, outcome }) => {
      // The process that projects is the first to know what was stored.
      if (outcome !== 'kept') this.#say(`${outcome} ${connectionId} ${at}`);
    });
  }

  /** This process appended something to the inbox. */
  appended(): void {
    this.#say('inbox');
  }

  /** A message from another process. Unknown ones, from other versions, are ignored. */
  hear(said: string): void {
    const { wake, jobs, projector, signals } = this.#parts;
    const [what, id = '', at = ''] = said.split(' ');
    this.#hearing = true;
    try {
      if (what === 'wake') wake.wake(id === '' ? undefined : [id]);
      else if (what === 'changed') wake.changed(id);
      else if (what === 'jobs') jobs.announce();
      else if (what === 'inbox') projector.notify();
      else if (what === 'refused' || what === 'deleted') {
        signals?.tell({ connectionId: id, at: Number(at), outcome: what });
      }
    } finally {
      this.#hearing = false;
    }
  }

  /** The content is unknown: everyone checks. */
  lookAtAll(): void {
    const { wake, jobs, projector } = this.#parts;
    this.#hearing = true;
    try {
      wake.wake();
      jobs.announce();
      projector.notify();
    } finally {
      this.#hearing = false;
    }
  }

  #say(said: string): void {
    if (!this.#hearing) this.#channel.say(said);
  }
}
