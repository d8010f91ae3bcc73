import { PayloadError, SourceError } from '@invoice-relay/core/errors';
import { describeScheme } from '@invoice-relay/core/signature';
import type { SchemeDetection } from '@invoice-relay/core/signature';
import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';

import { minutes, seconds } from '../../../shared/clock/durations.ts';
import { invalid, ProblemError, RequestWindows } from '../../index.ts';
import { pluginFailed } from '../../../shared/plugin-fault.ts';
import { CLOCK, LOGGER } from '../../../shared/tokens.ts';
import type { Clock } from '../../../shared/clock/clock.ts';
import { ConnectionStore } from '../../../database/stores/connection-store.ts';
import { SourceRegistry } from '../../../sources/source-registry.ts';
import { namedAccount } from '../connections/named-account.ts';
import type { DetectSignature, SignatureDetection } from './detection.schemas.ts';

/** Each tries thousands of candidates and blocks the process; people need few. */
const limit = { max: 20, windowMs: 1 * minutes };

/** Detects how a vendor signs, from one captured payload. Stores nothing. */
@Injectable()
export class DetectionService {
  readonly #windows: RequestWindows;

  constructor(
    private readonly sources: SourceRegistry,
    private readonly connections: ConnectionStore,
    @Inject(CLOCK) clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.#windows = new RequestWindows({ limit, clock });
  }

  /** @throws {ProblemError} 400, 404, 409 if the source is not loaded, 429 */
  async detect(body: DetectSignature): Promise<SignatureDetection> {
    const { source, credentials } = await namedAccount({
      connectionId: body.connectionId,
      source: body.source,
      configuration: { credentials: body.credentials },
      sources: this.sources,
      connections: this.connections,
    });
    const detect = source.webhook?.detect;
    if (detect === undefined) {
      throw invalid([
        {
          path: body.connectionId === undefined ? 'source' : 'connectionId',
          message: `The source "${source.name}" has no signature to detect`,
        },
      ]);
    }
    this.#countOne();
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

  #countOne(): void {
    const retryAfter = this.#windows.count('');
    if (retryAfter === undefined) return;
    throw new ProblemError({
      status: 429,
      code: 'too_many_detections',
      detail: `At most ${limit.max} signature detections in ${limit.windowMs / seconds} seconds are allowed, as each keeps the relay busy. Try again shortly.`,
      headers: { 'retry-after': String(retryAfter) },
    });
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
      return `To use it, call ${change} with the scheme of the match. A connection whose scheme is "auto" needs no help: its first webhook does the same.`;
    case 'several':
      return `Once you have chosen one, call ${change}.`;
    default:
      return '';
  }
}
