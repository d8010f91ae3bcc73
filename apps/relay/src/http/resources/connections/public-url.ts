import { Inject, Injectable } from '@nestjs/common';

import { CONFIG } from '../../../shared/tokens.ts';
import type { RelayConfig } from '../../../operations/config/config.ts';

/** Where vendors reach the relay: `PUBLIC_URL`, or the address that the server listens on. */
@Injectable()
export class PublicUrl {
  readonly #configured: string | undefined;
  #address: string;

  constructor(@Inject(CONFIG) config: Pick<RelayConfig, 'publicUrl' | 'host' | 'port'>) {
    this.#configured = config.publicUrl;
    this.#address = `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${config.port}`;
  }

  /** Call this once the server listens: the port may have been chosen by the system. */
  set(url: string): void {
    this.#address = url.replace(/\/+$/, '');
  }

  /** Without a trailing slash. */
  get value(): string {
    return this.#configured ?? this.#address;
  }

  /** The ingest URL of a token. Secret, as the token is. */
  ingestUrl(token: string): string {
    return `${this.value}/hooks/${token}`;
  }
}
