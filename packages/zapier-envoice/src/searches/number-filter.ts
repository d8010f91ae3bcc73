import type { Filter } from './find-document.ts';
import { isSameText } from './same-text.ts';

/** The human-readable number of a document. Envoice uses each only once. */
export function numberFilter<Row extends { readonly Number?: string | null }>(options: {
  readonly noun: string;
  readonly example: string;
}): Filter<Row> {
  const { noun, example } = options;
  return {
    field: {
      key: 'number',
      label: `${noun} Number`,
      type: 'string',
      required: false,
      helpText: `The full number, such as ${example}. Case does not matter.`,
    },
    isSame: ({ Number }, value) => isSameText(Number, value),
    isExact: ({ Number }, value) => Number === value,
    isUnique: true,
  };
}
