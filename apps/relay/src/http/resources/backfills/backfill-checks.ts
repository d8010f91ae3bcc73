import { Inject, Injectable } from '@nestjs/common';
import * as v from 'valibot';

import { futureErrors } from '../../../upstream/backfill/future-errors.ts';
import type { FieldError, MoreChecks } from '../../index.ts';
import type { Clock } from '../../../shared/clock/clock.ts';
import { CLOCK } from '../../../shared/tokens.ts';
import { momentSchema } from './backfills.schemas.ts';

/** The checks of a backfill that only the clock can make. */
@Injectable()
export class BackfillChecks implements MoreChecks {
  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  async fieldErrors(options: {
    readonly body: Readonly<Record<string, unknown>>;
  }): Promise<readonly FieldError[]> {
    const from = v.safeParse(momentSchema, options.body['from']);
    return from.success ? futureErrors({ from: from.output, now: this.clock.now() }) : [];
  }
}
