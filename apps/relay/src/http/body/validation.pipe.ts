import { StandardSchemaValidationPipe } from '@nestjs/common';

import { describeIssues } from '../../shared/problems/describe-issue.ts';
import { invalid } from '../../shared/problems/problem.ts';

/** Validates bodies and queries against the schema of their route. */
export const validationPipe = new StandardSchemaValidationPipe({
  exceptionFactory: (issues) => invalid(describeIssues(issues)),
});
