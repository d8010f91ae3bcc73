import { isKey } from './names.ts';
import type { DefinitionProblem } from './problem.ts';
import { labelProblems, proseProblems } from './texts.ts';
import type { FieldView, StepView } from './view.ts';

/** What belongs in the connection, not in a step. */
const credential = /^(api_?key|auth_?(key|secret|token)|access_token|password|secret)$/i;

/** D001, D004, D011, and the limits of forms. */
export function fieldProblems(steps: readonly StepView[]): readonly DefinitionProblem[] {
  return steps.flatMap(({ fields }) => [
    ...fields.flatMap(problemsOf),
    ...twins(fields),
    ...namesakes(fields.map(({ field, where }) => ({ label: field.label ?? '', where }))),
  ]);
}

function problemsOf({ field, where, depth }: FieldView): readonly DefinitionProblem[] {
  const { key, label = '', helpText, children, dynamic, choices } = field;
  const problems = [...labelProblems(label, where)];
  const add = (code: string, problem: string): void => {
    problems.push({ code, where, problem });
  };
  if (!isKey(key)) add('schema', `use only letters, digits and _ in the key: "${key}"`);
  if (helpText !== undefined) problems.push(...proseProblems(helpText, where));
  if (helpText !== undefined && plain(helpText) === plain(label)) {
    add('D011', 'make the help text say more than the label, or leave it out');
  }
  if (/(^|_)ids?$/i.test(key) && dynamic === undefined && choices === undefined) {
    add('D004', 'offer a dropdown ("dynamic"): users do not know ids');
  }
  if (credential.test(key)) add('D001', 'ask for credentials in the connection');
  if (children !== undefined && depth > 0) add('review', 'nest line items only one level deep');
  if (children?.length === 0) add('schema', 'give the group of line items its fields');
  return problems;
}

/** Zapier requires unique keys within the whole form, including lines. */
function twins(fields: readonly FieldView[]): readonly DefinitionProblem[] {
  const seen = new Map<string, string>();
  return fields.flatMap(({ field, where }) => {
    const first = seen.get(field.key);
    seen.set(field.key, first ?? where);
    if (first === undefined) return [];
    return [{ code: 'schema', where, problem: `use another key: ${first} already has this one` }];
  });
}

/** Fields that nobody can tell apart: the editor shows labels, not keys or where a field is. */
export function namesakes(
  fields: readonly { readonly label: string; readonly where: string }[],
): readonly DefinitionProblem[] {
  const seen = new Map<string, string>();
  return fields.flatMap(({ label, where }) => {
    const first = seen.get(label.toLowerCase());
    seen.set(label.toLowerCase(), first ?? where);
    if (first === undefined || label === '') return [];
    return [
      { code: 'review', where, problem: `use another label: ${first} is "${label}" as well` },
    ];
  });
}

function plain(text: string): string {
  return text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
}
