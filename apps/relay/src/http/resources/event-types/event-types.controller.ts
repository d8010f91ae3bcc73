import { createHash } from 'node:crypto';

import { eventCatalog, operationalEventTypes, operationalSource } from '@invoice-relay/core/events';
import type { EventType } from '@invoice-relay/core/events';
import { Controller, Get, Headers, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';

import { SourceRegistry } from '../../../sources/source-registry.ts';
import { AlsoCheck, ApiProblems, invalid, RequireScope } from '../../index.ts';
import { EventTypeChecks } from './event-type-checks.ts';
import { eventTypeListSchema, eventTypePageSchema } from './event-types.schemas.ts';
import type { EventTypeList } from './event-types.schemas.ts';

/** A source, or the relay itself. */
interface EventTypeOrigin {
  readonly name: string;
  readonly eventTypes: readonly EventType[];
}

@ApiTags('event types')
@Controller('v1/event-types')
export class EventTypesController {
  constructor(
    private readonly sources: SourceRegistry,
    private readonly checks: EventTypeChecks,
  ) {}

  @Get()
  @AlsoCheck(EventTypeChecks)
  @RequireScope('read')
  @ApiOperation({
    summary: 'List event types',
    description:
      'Returns all of them in one page. They only change with the version of the relay: cache the response and send its `ETag` as `If-None-Match`.',
  })
  @ApiResponse({ status: 200, description: 'The catalog.', standardSchema: eventTypePageSchema })
  @ApiResponse({
    status: 304,
    description: 'Not changed since the `ETag` sent as `If-None-Match`.',
  })
  @ApiProblems({ 400: 'The query is invalid.' })
  async list(
    @Query({ schema: eventTypeListSchema }) query: EventTypeList,
    @Headers('if-none-match') known: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const body = JSON.stringify({ data: this.#catalog(query), next: null });
    const etag = `W/"${createHash('sha256').update(body).digest('base64url')}"`;
    // A private cache may store it, and revalidates it.
    void reply.headers({ etag, 'cache-control': 'private, no-cache' });
    if (known !== undefined && isKnown(known, etag)) await reply.code(304).send();
    else await reply.type('application/json; charset=utf-8').compress(body);
  }

  #catalog({ sources, view }: EventTypeList): readonly object[] {
    const wanted = sources === undefined ? undefined : this.#typesOf(sources);
    return eventCatalog
      .filter(({ type }) => wanted === undefined || wanted.has(type))
      .map(({ type, title, description, subjectKind, jsonSchema, sample }) => ({
        type,
        title,
        description,
        subject: subjectKind,
        ...(view === 'names' ? {} : { schema: jsonSchema, sample }),
      }));
  }

  /** @throws {ProblemError} 400 for a source that this relay does not have */
  #typesOf(names: readonly string[]): ReadonlySet<EventType> {
    const errors = this.checks.unknownSources(names);
    if (errors.length > 0) throw invalid(errors);
    const all: readonly EventTypeOrigin[] = [
      ...this.sources.all(),
      { name: operationalSource, eventTypes: operationalEventTypes },
    ];
    return new Set(
      all.filter(({ name }) => names.includes(name)).flatMap(({ eventTypes }) => eventTypes),
    );
  }
}

/**
 * RFC 9110, section 13.1.2: a list, compared weakly, as a proxy may have compressed the response.
 */
function isKnown(header: string, etag: string): boolean {
  if (header.trim() === '*') return true;
  const bare = (text: string): string => text.trim().replace(/^W\//, '');
  return header.split(',').some((one) => bare(one) === bare(etag));
}
