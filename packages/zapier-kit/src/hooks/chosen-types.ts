import { InputError } from '@invoice-relay/core/errors';
import { shown } from '@invoice-relay/core/forms';

/**
 * The event types that a user chose, who may also have mapped or typed them; empty if none. White
 * space comes from an earlier step with an empty value.
 *
 * @throws {InputError} for a value that is none of the choices: a Zap would start on everything, or
 *   on nothing
 */
export function chosenTypes<Type extends string>(options: {
  readonly value: unknown;
  /** Display name. */
  readonly field: string;
  readonly choices: readonly Type[];
}): readonly Type[] {
  const { value, field, choices } = options;
  const chosen = [value].flat().filter((one) => String(one ?? '').trim() !== '');
  return chosen.map((one) => {
    const type = choices.find((choice) => choice === one);
    if (type !== undefined) return type;
    throw new InputError({
      field,
      problem: `${shown(one)} is not one of the choices`,
      fix: `Use one of: ${choices.join(', ')}.`,
    });
  });
}
