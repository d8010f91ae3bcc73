import { PayloadError, SourceError } from '@invoice-relay/core/errors';
import { describeScheme } from '@invoice-relay/core/signature';
import type { SchemeDetection } from '@invoice-relay/core/signature';
import type { AnySource } from '@invoice-relay/core/source';
import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';

import { conflict, invalid, notFound } from '../../index.ts';
import { pluginFailed } from '../../../shared/plugin-fault.ts';
import { CLOCK, LOGGER } from '../../../shared/tokens.ts';
import type { Clock } from '../../../shared/clock/clock.ts';
import { checkConfiguration } from '../../../database/stores/configuration.ts';
import { ConnectionStore } from '../../../database/stores/connection-store.ts';
import { SourceRegistry } from '../../../sources/source-registry.ts';
import { unknownSource } from './detection-checks.ts';
import { DetectionLimit } from './detection-limit.ts';
import type { DetectSignature, SignatureDetection } from './detection.schemas.ts';

/** Whom a payload is said to come from. */
interface Account {
  readonly source: AnySource;
  readonly credentials: unknown;
}

/** Finds out for people how a vendor signs, from one captured payload. Keeps nothing. */
@Injectable()
export class DetectionService {
  readonly #limit: DetectionLimit;

  constructor(
    private readonly sources: SourceRegistry,
    private readonly connections: ConnectionStore,
    @Inject(CLOCK) clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.#limit = new DetectionLimit({ clock });
  }

  /** @throws {ProblemError} 400, 404, 409 when the source is not loaded, 429 */
  async detect(body: DetectSignature): Promise<SignatureDetection> {
    const { source, credentials } = await this.#accountOf(body);
    const detect = source.webhook?.detect;
    if (detect === undefined) {
      throw invalid([
        {
          path: body.connectionId === undefined ? 'source' : 'connectionId',
          message: `The source "${source.name}" has no signature to find out about`,
        },
      ]);
    }
    this.#limit.count();
    const found = readable(source.name, () =>
      detect(
        { method: 'POST', headers: {}, body: new TextEncoder().encode(body.payload) },
        { credentials },
      ),
    );
    const { result, matches, tried } = found;
    this.logger.info({ source: source.name, result, tried }, 'signature detection');
    return {
      result,
      matches: matches.map((scheme) => ({ scheme, description: describeScheme(scheme) })),
      explanation: `${found.explanation} ${nextStep(found, body.connectionId)}`.trim(),
      tried,
    };
  }

  async #accountOf(body: DetectSignature): Promise<Account> {
    const { connectionId } = body;
    if (connectionId === undefined) return this.#givenAccount(body);
    const connection = await this.connections.findForVendor(connectionId);
    if (connection === undefined) throw notFound('connection', connectionId);
    const source = this.sources.get(connection.source);
    if (source === undefined) {
      throw conflict(
        'source_not_loaded',
        `The relay runs without the source "${connection.source}" at present: add its package to RELAY_SOURCES and start again.`,
      );
    }
    return { source, credentials: connection.credentials };
  }

  #givenAccount({ source: name = '', credentials }: DetectSignature): Account {
    const source = this.sources.get(name);
    if (source === undefined) {
      throw invalid([unknownSource(this.sources)]);
    }
    const checked = checkConfiguration({ source, configuration: { credentials } });
    return { source, credentials: checked.credentials };
  }
}

function readable(source: string, detect: () => SchemeDetection): SchemeDetection {
  try {
    return detect();
  } catch (cause) {
    if (cause instanceof PayloadError) {
      throw invalid([{ path: 'payload', message: cause.message }]);
    }
    throw new SourceError(
      'source_contract_broken',
      `${pluginFailed({ source, doing: 'detect()' })}.`,
      { cause },
    );
  }
}

function nextStep({ result }: SchemeDetection, connectionId = '{id}'): string {
  const change = `PATCH /v1/connections/${connectionId} with {"verification": {"mode": "signature", "scheme": …}}`;
  switch (result) {
    case 'one':
      return `To use it, call ${change}, and put the scheme of the match there. A connection whose scheme is "auto" needs no help: its first webhook does the same.`;
    case 'several':
      return `Once one is chosen, call ${change}.`;
    default:
      return '';
  }
}
