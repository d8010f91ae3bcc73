import { Controller, Delete, Param } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';

import { ApiAnswer, ApiProblems, NotIdempotent, RequireScope } from '../../index.ts';
import { erasureSchema } from './subjects.schemas.ts';
import type { Erasure } from './subjects.schemas.ts';
import { SubjectsService } from './subjects.service.ts';

@ApiTags('events')
@Controller('v1/subjects')
export class SubjectsController {
  constructor(private readonly subjects: SubjectsService) {}

  @Delete(':connectionId/:kind/:id')
  @RequireScope('admin')
  // Files are overwritten once its transaction is on disk. To erase again erases nothing more.
  @NotIdempotent()
  @ApiOperation({
    summary: 'Erase the personal data of a subject',
    description:
      'Of an invoice, order, estimate or payment link: what its events, raw activities and attempts say of anybody. What happened, and when, stays. What subscribers have got, the vendor has, or a backup holds is not touched, and neither is the quarantine, as nobody can tell whom a request is about that could not be read: look at `GET /v1/quarantine`. And what happens to the subject later is kept as ever.',
  })
  @ApiAnswer({ status: 200, description: 'What was erased.', schema: erasureSchema })
  @ApiProblems({ 400: 'There is no such kind of subject.' })
  erase(
    @Param('connectionId') connectionId: string,
    @Param('kind') kind: string,
    @Param('id') id: string,
  ): Promise<Erasure> {
    return this.subjects.erase({ connectionId, kind, id });
  }
}
