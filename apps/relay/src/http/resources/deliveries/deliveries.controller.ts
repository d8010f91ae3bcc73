import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';

import { ApiProblems, CurrentKey, RequireScope } from '../../index.ts';
import type { CallerKey, Page } from '../../index.ts';
import {
  deliveryDetailSchema,
  deliveryListSchema,
  deliveryPageSchema,
} from './deliveries.schemas.ts';
import type { DeliveryDetail, DeliveryList, DeliveryView } from './deliveries.schemas.ts';
import { DeliveriesService } from './deliveries.service.ts';

const unknownId = 'No delivery has this id.';

@ApiTags('deliveries')
@Controller('v1/deliveries')
export class DeliveriesController {
  constructor(private readonly deliveries: DeliveriesService) {}

  @Get()
  @RequireScope('read')
  @ApiOperation({ summary: 'List deliveries' })
  @ApiResponse({
    status: 200,
    description: 'A page of deliveries.',
    standardSchema: deliveryPageSchema,
  })
  @ApiProblems({ 400: 'The query is invalid.' })
  list(
    @Query({ schema: deliveryListSchema }) query: DeliveryList,
    @CurrentKey() key: CallerKey,
  ): Promise<Page<DeliveryView>> {
    return this.deliveries.list({ query, key });
  }

  @Get(':id')
  @RequireScope('read')
  @ApiOperation({ summary: 'Get a delivery and its attempts' })
  @ApiResponse({ status: 200, description: 'The delivery.', standardSchema: deliveryDetailSchema })
  @ApiProblems({ 404: unknownId })
  get(@Param('id') id: string, @CurrentKey() key: CallerKey): Promise<DeliveryDetail> {
    return this.deliveries.get({ id, key });
  }

  @Post(':id/retry')
  @HttpCode(202)
  @RequireScope('subscribe')
  @ApiOperation({
    summary: 'Retry a delivery now',
    description:
      'Makes it due immediately and restarts its retry schedule. It still waits for earlier deliveries in its lane, and for its subscription to be active.',
  })
  @ApiResponse({
    status: 202,
    description: 'The delivery, now pending.',
    standardSchema: deliveryDetailSchema,
  })
  @ApiProblems({
    404: unknownId,
    409: 'It was already delivered, or its subscription was deleted.',
  })
  retry(@Param('id') id: string, @CurrentKey() key: CallerKey): Promise<DeliveryDetail> {
    return this.deliveries.retry({ id, key });
  }

  @Post(':id/cancel')
  @HttpCode(200)
  @RequireScope('subscribe')
  @ApiOperation({
    summary: 'Cancel a delivery',
    description:
      'It is not sent any more, and the deliveries waiting behind it continue. An attempt in flight may still arrive; the delivery then counts as delivered.',
  })
  @ApiResponse({ status: 200, description: 'The delivery.', standardSchema: deliveryDetailSchema })
  @ApiProblems({ 404: unknownId, 409: 'It is not pending.' })
  cancel(@Param('id') id: string, @CurrentKey() key: CallerKey): Promise<DeliveryDetail> {
    return this.deliveries.cancel({ id, key });
  }
}
