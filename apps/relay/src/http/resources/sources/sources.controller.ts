import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';

import { RequireScope } from '../../index.ts';
import type { Page } from '../../index.ts';
import { SourceRegistry } from '../../../sources/source-registry.ts';
import { sourceView } from './source-view.ts';
import { sourcePageSchema } from './sources.schemas.ts';
import type { SourceView } from './sources.schemas.ts';

@ApiTags('sources')
@Controller('v1/sources')
export class SourcesController {
  constructor(private readonly sources: SourceRegistry) {}

  @Get()
  @RequireScope('read')
  @ApiOperation({
    summary: 'List sources',
    description: 'All invoicing systems that this relay can connect to, in one page.',
  })
  @ApiResponse({ status: 200, description: 'The sources.', standardSchema: sourcePageSchema })
  list(): Page<SourceView> {
    return { data: this.sources.all().map(sourceView), next: null };
  }
}
