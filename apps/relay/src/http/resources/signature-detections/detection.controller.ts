import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';

import { AlsoCheck, ApiProblems, NotIdempotent, RequireScope } from '../../index.ts';
import { DetectionChecks } from './detection-checks.ts';
import { detectSignatureSchema, signatureDetectionSchema } from './detection.schemas.ts';
import type { DetectSignature, SignatureDetection } from './detection.schemas.ts';
import { DetectionService } from './detection.service.ts';

@ApiTags('connections')
@Controller('v1/signature-detections')
export class DetectionController {
  constructor(private readonly detection: DetectionService) {}

  @Post()
  @HttpCode(200)
  @NotIdempotent()
  @AlsoCheck(DetectionChecks)
  @RequireScope('admin')
  @ApiOperation({
    summary: 'Detect how a vendor signs',
    description:
      'Tries all plausible signature schemes on one captured payload, with the credentials of its account. For vendors that do not document how they sign. Nothing is stored.',
  })
  @ApiResponse({
    status: 200,
    description: 'The result.',
    standardSchema: signatureDetectionSchema,
  })
  @ApiProblems({
    400: 'Invalid fields; `errors` lists all of them. Or the payload is not a webhook of this source.',
    404: 'No connection has this id.',
    409: 'The source of this connection is not loaded.',
  })
  detect(
    @Body({ schema: detectSignatureSchema }) body: DetectSignature,
  ): Promise<SignatureDetection> {
    return this.detection.detect(body);
  }
}
