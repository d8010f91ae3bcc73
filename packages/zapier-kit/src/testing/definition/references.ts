import type { AnyApp } from './app.ts';
import type { DefinitionProblem } from './problem.ts';
import { labelProblems, proseProblems } from './texts.ts';
import type { StepView } from './view.ts';

/** D005, D013, D014 and D015: references to other steps must exist. */
export function referenceProblems(app: AnyApp, steps: readonly StepView[]): DefinitionProblem[] {
  const find = (kind: StepView['kind'], key: string | undefined): StepView | undefined =>
    steps.find((step) => step.kind === kind && step.key === key);

  const ofFields = steps.flatMap(({ fields }) =>
    fields.flatMap(({ field, where }) => {
      const problems: DefinitionProblem[] = [];
      const add = (code: string, problem: string): void => {
        problems.push({ code, where, problem });
      };
      // A dropdown may also be a function, which exists by definition.
      if (typeof field.dynamic === 'string') {
        const [key, ...members] = field.dynamic.split('.');
        const list = find('triggers', key);
        if (list === undefined) add('D005', `there is no trigger ${key} for the dropdown`);
        for (const member of missing(members, list)) {
          add('D005', `the trigger ${key} returns no ${member} for the dropdown`);
        }
      }
      if (field.search !== undefined) {
        const [key, ...members] = field.search.split('.');
        const search = find('searches', key);
        if (search === undefined) add('D013', `there is no search ${key}`);
        for (const member of missing(members, search)) {
          add('D013', `the search ${key} returns no ${member}`);
        }
        if (field.dynamic === undefined) add('D014', 'a search needs a dropdown ("dynamic") too');
      }
      return problems;
    }),
  );

  const ofPairs = Object.entries(app.searchOrCreates ?? {}).flatMap(([name, pair]) => {
    const where = `searchOrCreates.${name}`;
    const { key, display, search, create, update } = pair;
    const problems = [
      ...labelProblems(display.label ?? '', where),
      ...proseProblems(display.description ?? '', where),
    ];
    const add = (code: string, problem: string): void => {
      problems.push({ code, where, problem });
    };
    if (key !== name || key !== search) add('schema', `use the key of its search, "${search}"`);
    if (!find('searches', search)) add('D015', `there is no search ${search}`);
    if (!find('creates', create)) add('D015', `there is no create ${create}`);
    if (update !== undefined && !find('creates', update)) {
      add('D015', `there is no create ${update}`);
    }
    return problems;
  });
  return [...ofFields, ...ofPairs];
}

function missing(members: readonly string[], step: StepView | undefined): readonly string[] {
  return step === undefined ? [] : members.filter((member) => !(member in (step.sample ?? {})));
}
