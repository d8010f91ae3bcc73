import type { Logger } from 'pino';

import type { DamagedSubscriber } from '../../database/stores/subscriber-store.ts';
import type { Clock } from '../../shared/clock/clock.ts';
import type { Disabled } from '../record/record-health.ts';
import type { DispatchStore } from './dispatch-store.ts';

export interface DamagedSubscribersOptions {
  readonly store: Pick<DispatchStore, 'disable'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly logger: Logger;
  /** Called with each subscription that was disabled, for metrics. */
  readonly onDisabled?: ((disabled: Disabled) => void) | undefined;
}

/**
 * What becomes of subscriptions whose stored data cannot be read: they are disabled, unless only
 * this process lacks the key. Then another one delivers what is pending, or this one once it has the
 * key.
 */
export class DamagedSubscribers {
  readonly #options: DamagedSubscribersOptions;
  /** Those that are left to processes with another encryption key: reported once. */
  readonly #unreadable = new Set<string>();

  constructor(options: DamagedSubscribersOptions) {
    this.#options = options;
  }

  async handle(subscriber: DamagedSubscriber): Promise<void> {
    if (subscriber.lacksKey) this.#report(subscriber);
    else await this.#disable(subscriber);
  }

  /** It can be read again, or was deleted. */
  forget(subscriptionId: string): void {
    this.#unreadable.delete(subscriptionId);
  }

  #report({ id, damage }: DamagedSubscriber): void {
    if (this.#unreadable.has(id)) return;
    this.#unreadable.add(id);
    this.#options.logger.error(
      { subscriptionId: id, reason: damage },
      'this process does not have the encryption key of a subscription, and sends it nothing',
    );
  }

  async #disable({ id, damage }: DamagedSubscriber): Promise<void> {
    const { store, clock, logger, onDisabled } = this.#options;
    const disabled = { subscriptionId: id, reason: damage };
    if (!(await store.disable({ ...disabled, now: clock.now() }))) return;
    logger.error(disabled, 'subscription disabled: its stored data is damaged');
    onDisabled?.(disabled);
  }
}
