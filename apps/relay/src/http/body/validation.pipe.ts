import { StandardSchemaValidationPipe } from '@nestjs/common';

import { describeIssues } from '../../shared/problems/describe-issue.ts';
import { invalid } from '../../shared/problems/problem.ts';

/** Judges bodies and queries by the schema that a route gives for them. */
export const validationPipe = new StandardSchemaValidationPipe({
  exceptionFactory: (issues) => invalid(describeIssues(issues)),
});
