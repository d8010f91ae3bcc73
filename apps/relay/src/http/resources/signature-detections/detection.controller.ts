import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';

import { AlsoCheck, ApiAnswer, ApiProblems, NotIdempotent, RequireScope } from '../../index.ts';
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
    summary: 'Find out how a vendor signs',
    description:
      'Tries all plausible signature schemes on one captured payload, with the credentials of its account. For vendors that do not say how they sign. Nothing is kept.',
  })
  @ApiAnswer({ status: 200, description: 'What was found.', schema: signatureDetectionSchema })
  @ApiProblems({
    400: 'Fields that cannot be taken, every one listed; or the payload is no webhook of the source.',
    404: 'No connection has this id.',
    409: 'The relay runs without the source of this connection.',
  })
  detect(
    @Body({ schema: detectSignatureSchema }) body: DetectSignature,
  ): Promise<SignatureDetection> {
    return this.detection.detect(body);
  }
}
