import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';

import {
  AlsoCheck,
  ApiProblems,
  CurrentKey,
  cursors,
  isAdmin,
  listQuery,
  RequireScope,
} from '../../index.ts';
import type { CallerKey, ListQuery, Page } from '../../index.ts';
import { rotationSchema } from '../rotation/rotation.schemas.ts';
import type { Rotation } from '../rotation/rotation.schemas.ts';
import {
  connectionPageSchema,
  connectionViewSchema,
  createConnectionSchema,
  updateConnectionSchema,
} from './connections.schemas.ts';
import type { ConnectionView, CreateConnection, UpdateConnection } from './connections.schemas.ts';
import { ConnectionChecks } from './connection-checks.ts';
import { ConnectionsService } from './connections.service.ts';

const unknownId = 'No connection has this id.';
const invalidBody = 'Invalid fields; `errors` lists all of them.';

@ApiTags('connections')
@Controller('v1/connections')
export class ConnectionsController {
  constructor(private readonly connections: ConnectionsService) {}

  @Post()
  @AlsoCheck(ConnectionChecks)
  @RequireScope('admin')
  @ApiOperation({
    summary: 'Create a connection to an account of a source',
    description: 'Returns the ingest URL to paste into the vendor’s settings.',
  })
  @ApiResponse({
    status: 201,
    description: 'The connection.',
    standardSchema: connectionViewSchema,
  })
  @ApiProblems({ 400: invalidBody })
  create(
    @Body({ schema: createConnectionSchema }) body: CreateConnection,
  ): Promise<ConnectionView> {
    return this.connections.create(body);
  }

  @Get()
  @RequireScope('read')
  @ApiOperation({ summary: 'List connections, oldest first' })
  @ApiResponse({
    status: 200,
    description: 'A page of connections.',
    standardSchema: connectionPageSchema,
  })
  @ApiProblems({ 400: 'The query is invalid.' })
  list(
    @Query({ schema: listQuery(cursors.id) }) query: ListQuery,
    @CurrentKey() key: CallerKey,
  ): Promise<Page<ConnectionView>> {
    return this.connections.list({ query, showIngestUrl: isAdmin(key) });
  }

  @Get(':id')
  @RequireScope('read')
  @ApiOperation({ summary: 'Get a connection' })
  @ApiResponse({
    status: 200,
    description: 'The connection.',
    standardSchema: connectionViewSchema,
  })
  @ApiProblems({ 404: unknownId })
  get(@Param('id') id: string, @CurrentKey() key: CallerKey): Promise<ConnectionView> {
    return this.connections.get({ id, showIngestUrl: isAdmin(key) });
  }

  @Patch(':id')
  @AlsoCheck(ConnectionChecks)
  @RequireScope('admin')
  @ApiOperation({
    summary: 'Update a connection',
    description: 'Omitted fields stay as they are. The source cannot be changed.',
  })
  @ApiResponse({
    status: 200,
    description: 'The connection.',
    standardSchema: connectionViewSchema,
  })
  @ApiProblems({
    400: invalidBody,
    404: unknownId,
    409: 'The source of this connection is not loaded.',
  })
  update(
    @Param('id') id: string,
    @Body({ schema: updateConnectionSchema }) body: UpdateConnection,
  ): Promise<ConnectionView> {
    return this.connections.update({ id, body });
  }

  @Delete(':id')
  @HttpCode(204)
  @RequireScope('admin')
  @ApiOperation({
    summary: 'Delete a connection',
    description:
      'Its ingest URL responds 404 from now on, and its credentials are deleted. Its events stay, and their deliveries continue.',
  })
  @ApiResponse({ status: 204, description: 'The connection was deleted.' })
  @ApiProblems({ 404: unknownId })
  remove(@Param('id') id: string): Promise<void> {
    return this.connections.remove(id);
  }

  @Post(':id/rotate-ingest-url')
  @HttpCode(200)
  @ApiBody({ required: false })
  @RequireScope('admin')
  @ApiOperation({
    summary: 'Rotate the ingest URL',
    description:
      'Returns a new ingest URL. The previous one keeps working during the overlap, so that you have time to paste the new one into the vendor’s settings. URLs from earlier rotations also keep working, each for its own overlap.',
  })
  @ApiResponse({
    status: 200,
    description: 'The connection.',
    standardSchema: connectionViewSchema,
  })
  @ApiProblems({
    400: invalidBody,
    404: unknownId,
    409: 'The source of this connection receives no webhooks, or five replaced URLs still work.',
  })
  rotateIngestUrl(
    @Param('id') id: string,
    @Body({ schema: rotationSchema }) { overlapSeconds }: Rotation,
  ): Promise<ConnectionView> {
    return this.connections.rotateIngestUrl({ id, overlapSeconds });
  }
}
