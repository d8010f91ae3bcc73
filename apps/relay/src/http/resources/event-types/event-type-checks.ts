import { operationalSource } from '@invoice-relay/core/events';
import { Injectable } from '@nestjs/common';

import { SourceRegistry } from '../../../sources/source-registry.ts';
import type { FieldError, MoreChecks } from '../../index.ts';
import { sourceNamesSchema } from './event-types.schemas.ts';
import * as v from 'valibot';

/** Which sources this relay has, which no schema knows. */
@Injectable()
export class EventTypeChecks implements MoreChecks {
  constructor(private readonly sources: SourceRegistry) {}

  async fieldErrors(options: {
    readonly query: Readonly<Record<string, unknown>>;
  }): Promise<readonly FieldError[]> {
    const names = v.safeParse(sourceNamesSchema, options.query['sources']);
    return names.success ? this.unknownSources(names.output) : [];
  }

  unknownSources(names: readonly string[]): readonly FieldError[] {
    // The relay itself counts as one: for operational events.
    const all = [...this.sources.all().map(({ name }) => name), operationalSource];
    if (names.every((name) => all.includes(name))) return [];
    const loaded = all.map((name) => `"${name}"`).join(', ');
    return [{ path: 'sources', message: `must be sources that this relay has loaded: ${loaded}` }];
  }
}
