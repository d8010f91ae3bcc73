import type { AnyApp } from './app.ts';
import { authenticationProblems } from './authentication.ts';
import { fieldProblems } from './fields.ts';
import { kindProblems } from './kinds.ts';
import { nameProblems } from './names.ts';
import type { DefinitionProblem } from './problem.ts';
import { referenceProblems } from './references.ts';
import { sampleProblems } from './samples.ts';
import { stepsOf } from './view.ts';

/**
 * What Zapier's own checks would find in the definition of an app. They run on its servers, so
 * these are reimplemented from its "Integration check reference"
 * (https://docs.zapier.com/integrations/publish/integration-checks-reference), together with its
 * schema limits and the requirements of its reviewers. Fields created by functions are not checked.
 */
export function definitionProblems(app: AnyApp): readonly DefinitionProblem[] {
  const steps = stepsOf(app);
  return [
    ...authenticationProblems(app),
    ...nameProblems(steps),
    ...fieldProblems(steps),
    ...referenceProblems(app, steps),
    ...sampleProblems(steps),
    ...kindProblems(steps),
  ];
}
