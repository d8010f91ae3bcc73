import type { InputSurface, StepSurface, Surface } from './surface.ts';

/**
 * Which changes break existing Zaps: those that block a promotion at Zapier, unless the version is
 * a new major one (https://docs.zapier.com/integrations/news/2026/version-promotion-guardrails),
 * and those of its matrix of changes (https://docs.zapier.com/integrations/manage/planning-changes)
 * that are visible in a definition. A renamed key counts as removed.
 */
export function breakingChanges(before: Surface, after: Surface): readonly string[] {
  const changes: string[] = [];
  if (before.authentication.type !== after.authentication.type) {
    const { type } = before.authentication;
    changes.push(`authentication was ${type}, and is ${after.authentication.type}`);
  }
  changes.push(
    ...inputChanges('authentication', before.authentication.fields, after.authentication.fields),
  );
  for (const [where, step] of Object.entries(before.steps)) {
    const now = after.steps[where];
    if (now === undefined) changes.push(`${where} is gone`);
    else changes.push(...stepChanges(where, step, now));
  }
  for (const key of before.searchOrCreates) {
    if (!after.searchOrCreates.includes(key)) changes.push(`searchOrCreates.${key} is gone`);
  }
  return changes;
}

function stepChanges(where: string, before: StepSurface, after: StepSurface): readonly string[] {
  const changes: string[] = [];
  if (before.type !== after.type) changes.push(`${where} was ${before.type}, and is ${after.type}`);
  if (after.hidden && !before.hidden) changes.push(`${where} is hidden now`);
  changes.push(...inputChanges(`${where} input`, before.input, after.input));
  for (const [key, type] of Object.entries(before.output)) {
    const now = after.output[key];
    if (now === undefined) changes.push(`${where} output ${key} is gone`);
    else if (now !== type) changes.push(`${where} output ${key} was ${type}, and is ${now}`);
  }
  return changes;
}

type Inputs = Readonly<Record<string, InputSurface>>;

function inputChanges(where: string, before: Inputs, after: Inputs): readonly string[] {
  const ofBefore = Object.entries(before).flatMap(([key, field]) => {
    const now = after[key];
    if (now === undefined) return [`${where} ${key} is gone`];
    const changes: string[] = [];
    if (now.type !== field.type) {
      changes.push(`${where} ${key} was ${field.type}, and is ${now.type}`);
    }
    if (now.required && !field.required) changes.push(`${where} ${key} is required now`);
    const gone = field.choices?.filter((choice) => !now.choices?.includes(choice)) ?? [];
    changes.push(...gone.map((choice) => `${where} ${key} choice ${choice} is gone`));
    return changes;
  });
  const added = Object.entries(after)
    .filter(([key, { required }]) => required && !(key in before))
    .map(([key]) => `${where} ${key} is new, and required`);
  return [...ofBefore, ...added];
}
