import type { AnyApp } from './app.ts';
import type { DefinitionProblem } from './problem.ts';
import { hasLink, labelProblems, proseProblems } from './texts.ts';

/** D002 and D003, and anything else that keeps people from connecting an account. */
export function authenticationProblems({ authentication }: AnyApp): readonly DefinitionProblem[] {
  const where = 'authentication';
  if (authentication === undefined) {
    return [{ code: 'review', where, problem: 'say how an account is connected' }];
  }
  const { connectionLabel, fields = [] } = authentication;
  const problems: DefinitionProblem[] = [];
  // It may also be a function or a request, which cannot be checked here.
  if (
    !connectionLabel ||
    (typeof connectionLabel === 'string' && !/\{\{\w+\}\}/.test(connectionLabel))
  ) {
    const problem = 'make the connection label of what the test answers: "{{account}}"';
    problems.push({ code: 'D003', where, problem });
  }
  for (const { key, label = '', type, helpText = '' } of fields) {
    const at = `${where}.${key}`;
    problems.push(...labelProblems(label, at), ...proseProblems(helpText, at));
    const isSecret = type === 'password' || /key|secret|token/i.test(key);
    if (isSecret && !hasLink(helpText)) {
      const problem = 'link in the help text to where people find it';
      problems.push({ code: 'D002', where: at, problem });
    }
  }
  return problems;
}
