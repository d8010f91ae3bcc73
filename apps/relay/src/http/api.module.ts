import { Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';

import { AuthGuard } from './authorization/auth.guard.ts';
import { Sessions } from './authorization/sessions.ts';
import { IdempotencyInterceptor } from './idempotency/idempotency.interceptor.ts';
import { JsonBodyInterceptor } from './body/json-body.interceptor.ts';
import { ProblemFilter } from './problems/problem.filter.ts';
import { RateLimits } from './rate-limits.ts';
import { validationPipe } from './body/validation.pipe.ts';

/** What applies to every call, in processing order: guard, body, idempotency, validation. */
@Module({
  providers: [
    RateLimits,
    Sessions,
    { provide: APP_GUARD, useClass: AuthGuard },
    { provide: APP_INTERCEPTOR, useClass: JsonBodyInterceptor },
    { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
    { provide: APP_PIPE, useValue: validationPipe },
    { provide: APP_FILTER, useClass: ProblemFilter },
  ],
  exports: [RateLimits, Sessions],
})
export class ApiModule {}
