import type { DefinitionProblem } from './problem.ts';
import { labelProblems, proseProblems } from './texts.ts';
import type { StepView } from './view.ts';

const keyPattern = /^[a-zA-Z]+[a-zA-Z0-9_]*$/;

/** D018 and D021, and other rules about the names of steps. */
export function nameProblems(steps: readonly StepView[]): readonly DefinitionProblem[] {
  return steps.flatMap((step) => {
    const { kind, where, name, key, noun = '', label, description } = step;
    const problems = [...labelProblems(label, where), ...proseProblems(description, where)];
    const add = (code: string, problem: string): void => {
      problems.push({ code, where, problem });
    };
    if (key !== name) add('schema', `list it under its key, "${key}"`);
    if (!keyPattern.test(key)) add('schema', `use only letters, digits and _ in the key: "${key}"`);
    if (noun === '') add('schema', 'name its subject in "noun"');
    if (kind === 'triggers' && !/^Triggers when .*\.$/s.test(description)) {
      add('D021', 'describe it as "Triggers when … ."');
    }
    if (!description.endsWith('.')) add('review', 'end the description with a period');
    if (kind === 'creates' && /delete|remove|destroy/i.test(`${key} ${label}`)) {
      add('review', 'leave deleting to users: Zapier advises against steps that delete');
    }
    return problems;
  });
}

export function isKey(key: string): boolean {
  return keyPattern.test(key);
}
