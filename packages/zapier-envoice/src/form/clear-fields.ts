import { readChoice } from '@invoice-relay/envoice/forms';
import { labelOf } from '@invoice-relay/envoice/forms';
import type { Body } from '@invoice-relay/envoice/forms';
import type { Run } from '@invoice-relay/zapier-kit';
import type { PlainInputField } from 'zapier-platform-core';

import { isFilledIn } from './read-form.ts';

const label = 'Fields to Clear';

/**
 * The field for clearing others: an empty field stays as it is.
 *
 * @param members texts of the model that may be cleared, under Envoice's names
 */
export function clearField(members: readonly string[]): PlainInputField {
  return {
    key: 'clear_fields',
    label,
    type: 'string',
    list: true,
    required: false,
    choices: Object.fromEntries(members.map((member) => [member, labelOf(member)])),
    helpText:
      'The fields to clear, because fields that you leave empty keep their value. A field that is also filled in is not cleared.',
  };
}

/**
 * What an update should clear.
 *
 * @throws {InputError} if it is not such a field
 */
export function clearedIn({ input }: Pick<Run, 'input'>, members: readonly string[]): Body {
  const byLabel = new Map(members.map((member) => [labelOf(member), member]));
  const chosen = [input['clear_fields']].flat().filter(isFilledIn);
  return Object.fromEntries(
    chosen.map((value) => {
      const member = members.find((one) => one === value);
      const given = member === undefined ? value : labelOf(member);
      const name = readChoice({ value: given, names: [...byLabel.keys()], field: label });
      return [byLabel.get(name)!, ''];
    }),
  );
}
