import { describe, expect, it } from 'vitest';

import { operations } from './description.ts';
import { Validation } from './validation.ts';

const validation = new Validation();

function answer(id: string, value: unknown): string[] {
  const operation = operations.find((one) => one.id === id);
  if (operation === undefined) throw new Error(`no operation ${id}`);
  return validation.answer({ operation, value }).map(({ field, message }) => `${field} ${message}`);
}

describe('a response', () => {
  it.each([
    ['client/new', 7],
    ['client/update', undefined],
    ['invoice/status', 'Draft'],
    ['invoice/changestatus', true],
    ['invoice/details', { Id: 7, Status: 'Paid', Activities: [{ Type: 'Viewed' }, { Type: 99 }] }],
  ])('of %s can be %j', (id, value) => {
    expect(answer(id, value)).toEqual([]);
  });

  it.each([
    ['client/new', '7', ['answer must be integer, not string']],
    ['client/update', true, ['answer is to be empty']],
    ['invoice/status', 0, [expect.stringMatching(/^answer must be/)]],
    ['invoice/details', { Weather: 1 }, ['answer.Weather is not in the description']],
    ['invoice/details', { PoNumber: null }, [expect.stringMatching(/^answer\.PoNumber must be/)]],
    [
      'invoice/all',
      { Result: [{ Id: 'x', Client: { Naem: 'x' } }] },
      [
        'answer.Result.0.Client.Naem is not in the description',
        'answer.Result.0.Id must be integer, not string',
      ],
    ],
  ])('of %s cannot be %j', (id, value, problems) => {
    expect(answer(id, value).toSorted()).toEqual(problems);
  });
});
