import type { DefinitionProblem } from './problem.ts';
import type { StepView } from './view.ts';

/** D006, D009, D017 and D022: what hooks, searches and creates must have. */
export function kindProblems(steps: readonly StepView[]): readonly DefinitionProblem[] {
  return steps.flatMap((step) => {
    const problems: DefinitionProblem[] = [];
    const add = (code: string, problem: string): void => {
      problems.push({ code, where: step.where, problem });
    };
    const { kind, operation, fields } = step;
    const has = (name: string): boolean => typeof operation[name] === 'function';
    if (!has('perform')) add('schema', 'define what it does ("perform")');
    if (operation['type'] === 'hook') {
      if (!has('performList')) add('D006', 'list examples for the Zap editor ("performList")');
      if (!has('performSubscribe') || !has('performUnsubscribe')) {
        add('D017', 'subscribe and unsubscribe automatically');
      }
    }
    if (kind === 'searches') {
      if (fields.length === 0) add('D009', 'give it a field to search by');
      else if (fields.every(({ field }) => /(^|_)ids?$/i.test(field.key))) {
        add('review', 'let users search by what they know: they do not know ids');
      }
    }
    if (kind === 'creates' && fields.length === 0) {
      add('D022', 'give it a field that is the same for everyone');
    }
    return problems;
  });
}
