import type { AnyApp } from './app.ts';
import type { DefinitionProblem } from './problem.ts';
import { hasLink, labelProblems, proseProblems } from './texts.ts';

/** D002 and D003, and anything else that keeps people from connecting an account. */
export function authenticationProblems({ authentication }: AnyApp): readonly DefinitionProblem[] {
  const where = 'authentication';
  if (authentication === undefined) {
    return [{ code: 'review', where, problem: 'describe how to connect an account' }];
  }
  const { connectionLabel, fields = [] } = authentication;
  const problems: DefinitionProblem[] = [];
  // It may also be a function or a request, which cannot be checked here.
  if (
    !connectionLabel ||
    (typeof connectionLabel === 'string' && !/\{\{\w+\}\}/.test(connectionLabel))
  ) {
    const problem = 'build the connection label from the result of the test: "{{account}}"';
    problems.push({ code: 'D003', where, problem });
  }
  for (const { key, label = '', type, helpText = '' } of fields) {
    const at = `${where}.${key}`;
    problems.push(...labelProblems(label, at), ...proseProblems(helpText, at));
    const isSecret = type === 'password' || /key|secret|token/i.test(key);
    if (isSecret && !hasLink(helpText)) {
      const problem = 'link in the help text to where users find it';
      problems.push({ code: 'D002', where: at, problem });
    }
  }
  return problems;
}
