import { PayloadError } from '@invoice-relay/core/errors';
import type { AnySource } from '@invoice-relay/core/source';
import { Inject, Injectable } from '@nestjs/common';

import { checkConfiguration } from '../../../database/stores/configuration.ts';
import { ConnectionStore } from '../../../database/stores/connection-store.ts';
import type { Clock } from '../../../shared/clock/clock.ts';
import { CLOCK } from '../../../shared/tokens.ts';
import { unknownSource } from '../../../sources/loaded-source.ts';
import { SourceRegistry } from '../../../sources/source-registry.ts';
import { fieldErrorsOf } from '../../index.ts';
import type { FieldError, MoreChecks } from '../../index.ts';

/** The checks of a payload and its account that only the source can make. */
@Injectable()
export class DetectionChecks implements MoreChecks {
  constructor(
    private readonly sources: SourceRegistry,
    private readonly connections: ConnectionStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async fieldErrors(options: {
    readonly body: Readonly<Record<string, unknown>>;
  }): Promise<readonly FieldError[]> {
    const { connectionId, source: name, credentials, payload } = options.body;
    const named = typeof connectionId === 'string' ? await this.#sourceOf(connectionId) : name;
    if (typeof named !== 'string') return [];
    const source = this.sources.get(named);
    if (source === undefined) {
      return connectionId === undefined ? [unknownSource(this.sources)] : [];
    }
    return [
      ...(connectionId === undefined
        ? fieldErrorsOf(() => checkConfiguration({ source, configuration: { credentials } }))
        : []),
      ...(typeof payload === 'string' ? this.#payloadErrors(source, payload) : []),
    ];
  }

  async #sourceOf(connectionId: string): Promise<string | undefined> {
    return (await this.connections.findForVendor(connectionId))?.source;
  }

  #payloadErrors(source: AnySource, payload: string): readonly FieldError[] {
    const body = new TextEncoder().encode(payload);
    try {
      source.webhook?.parse({ method: 'POST', headers: {}, body }, { now: this.clock.now() });
      return [];
    } catch (error) {
      return error instanceof PayloadError ? [{ path: 'payload', message: error.message }] : [];
    }
  }
}
