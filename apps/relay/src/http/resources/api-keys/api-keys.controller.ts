import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Inject,
  Param,
  Post,
  Query,
} from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';

import {
  ApiProblems,
  decodeCursor,
  cursors,
  listQuery,
  pageSchema,
  RequireScope,
  toPage,
} from '../../index.ts';
import type { ListQuery, Page } from '../../index.ts';
import { apiKeySchema, createdApiKeySchema, newApiKeySchema, viewApiKey } from './api-key-view.ts';
import type { ApiKeyView, CreatedApiKeyView, NewApiKey } from './api-key-view.ts';
import { ApiKeysService } from './api-keys.service.ts';

const example: ApiKeyView = {
  id: 'key_3J9nXo0S1mB4xq2vKf7RtA',
  name: 'Zapier',
  scopes: ['subscribe'],
  origin: 'api',
  createdAt: '2026-11-20T10:00:00.000Z',
};

@ApiTags('API keys')
@RequireScope('admin')
@Controller('v1/api-keys')
export class ApiKeysController {
  constructor(@Inject(ApiKeysService) private readonly keys: ApiKeysService) {}

  @Post()
  @ApiOperation({
    summary: 'Create an API key',
    description: 'The response shows the key; it is never shown again.',
  })
  @ApiResponse({
    status: 201,
    description: 'The key was created.',
    standardSchema: createdApiKeySchema,
    example: { ...example, key: 'irk_m3VbY0yYk5o3yT8oQ2cFq1wXv9LrZ6sD4hJ7nKpUaGe' },
  })
  @ApiProblems({ 400: 'The body is invalid; `errors` lists every invalid field.' })
  async create(@Body({ schema: newApiKeySchema }) body: NewApiKey): Promise<CreatedApiKeyView> {
    const { entity, key } = await this.keys.create(body);
    return { ...viewApiKey(entity), key };
  }

  @Get()
  @ApiOperation({ summary: 'List API keys', description: 'Oldest first, without the keys.' })
  @ApiResponse({
    status: 200,
    description: 'A page of API keys.',
    standardSchema: pageSchema(apiKeySchema),
    example: { data: [example], next: null },
  })
  @ApiProblems({ 400: 'The query is invalid; `errors` lists every invalid parameter.' })
  async list(
    @Query({ schema: listQuery(cursors.timeAndId) }) query: ListQuery,
  ): Promise<Page<ApiKeyView>> {
    const after = decodeCursor({ after: query.after, schema: cursors.timeAndId });
    const rows = await this.keys.list({ after, limit: query.limit + 1 });
    return toPage({
      rows,
      limit: query.limit,
      cursorOf: ({ createdAt, id }) => [createdAt, id],
      view: viewApiKey,
    });
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Delete an API key', description: 'The key stops working immediately.' })
  @ApiResponse({ status: 204, description: 'The key was deleted.' })
  @ApiProblems({
    404: 'No API key has this id.',
    409: 'It is the last key with the scope `admin`, or it is set by `RELAY_API_KEY`.',
  })
  async delete(@Param('id') id: string): Promise<void> {
    await this.keys.delete(id);
  }
}
