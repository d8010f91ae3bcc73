import { Controller, Delete, Param } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';

import { ApiProblems, NotIdempotent, RequireScope } from '../../index.ts';
import { erasureSchema } from './subjects.schemas.ts';
import type { Erasure } from './subjects.schemas.ts';
import { SubjectsService } from './subjects.service.ts';

@ApiTags('events')
@Controller('v1/subjects')
export class SubjectsController {
  constructor(private readonly subjects: SubjectsService) {}

  @Delete(':connectionId/:kind/:id')
  @RequireScope('admin')
  // Files are overwritten once its transaction is on disk. Erasing again has no further effect.
  @NotIdempotent()
  @ApiOperation({
    summary: 'Erase the personal data of a subject',
    description:
      'Erases personal data from the events, raw activities and attempts of an invoice, order, estimate or payment link. What happened, and when, stays. Activities that were acknowledged before the call become events first, and are erased with them; the response to an attempt that is in flight is not stored. Not affected: what subscribers have received, what the vendor has, backups, responses that are remembered for an `Idempotency-Key` (encrypted, for a day), and the quarantine, because an item that could not be read cannot be attributed to a subject: see `GET /v1/quarantine`. Later activities about the subject are stored as usual.',
  })
  @ApiResponse({ status: 200, description: 'What was erased.', standardSchema: erasureSchema })
  @ApiProblems({
    400: 'There is no such kind of subject.',
    503: 'Too many acknowledged activities are not events yet. Nothing was erased: try again.',
  })
  erase(
    @Param('connectionId') connectionId: string,
    @Param('kind') kind: string,
    @Param('id') id: string,
  ): Promise<Erasure> {
    return this.subjects.erase({ connectionId, kind, id });
  }
}
