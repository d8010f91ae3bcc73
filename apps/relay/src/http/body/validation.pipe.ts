import { StandardSchemaValidationPipe } from '@nestjs/common';

import { describeIssues } from '../problems/describe-issue.ts';
import { invalid } from '../problems/problem.ts';

/** Judges bodies and queries by the schema that a route gives for them. */
export const validationPipe = new StandardSchemaValidationPipe({
  exceptionFactory: (issues) => invalid(describeIssues(issues)),
});
