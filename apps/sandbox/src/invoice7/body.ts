import * as v from 'valibot';

import { customerMembers } from './content.ts';

const maxLength = 10_000;
const maxDepth = 32;

/** PHP does not mind whether a number comes as a number or as text, and gives text. */
const plainScalar = v.union(
  [v.string(), v.pipe(v.number(), v.transform(String))],
  'must be text or a number',
);
const scalar = v.pipe(
  plainScalar,
  v.maxLength(maxLength, `must be at most ${maxLength} characters long`),
);
/** valibot takes a list for an object. */
const object = (message: string) =>
  v.custom<object>(
    (input) => typeof input === 'object' && input !== null && !Array.isArray(input),
    message,
  );
const text = v.optional(v.nullable(scalar));
const decimal = v.pipe(
  plainScalar,
  v.regex(/^-?\d{1,12}(\.\d{1,10})?$/, 'must be a number with a dot, such as "50.75"'),
);
const percentage = v.pipe(
  plainScalar,
  v.check(
    (given) => /^\d{1,3}(\.\d{1,10})?$/.test(given) && Number(given) <= 100,
    'must be a percentage from 0 to 100',
  ),
);
const wholeNumber = (most: number) =>
  v.pipe(
    plainScalar,
    v.check(
      (given) => /^\d{1,4}$/.test(given) && Number(given) <= most,
      `must be a whole number from 0 to ${most}`,
    ),
  );

const itemSchema = v.pipe(
  object('must be an object'),
  v.looseObject({
    description: v.optional(v.nullable(scalar), ''),
    quantity: decimal,
    unitcost: decimal,
    vat: v.optional(v.nullable(percentage), '0'),
  }),
);
const itemsSchema = v.pipe(
  v.array(itemSchema, 'must be a list'),
  v.minLength(1, 'must hold at least one item'),
  v.maxLength(1_000, 'must hold at most 1000 items'),
);
const customerSchema = v.pipe(
  object('must be an object'),
  v.looseObject(Object.fromEntries(customerMembers.map((member) => [member, text]))),
);
const members = {
  leading_zeros: v.optional(wholeNumber(20)),
  prefix: v.optional(
    v.nullable(v.pipe(plainScalar, v.maxLength(100, 'must be at most 100 characters long'))),
  ),
  description: text,
  template: text,
  pay_limit: v.optional(wholeNumber(3_650)),
  pay_status: text,
};
/** Deeper than anybody's invoice, and not so deep that it cannot be written out again. */
const shallow = v.check(
  (input: object) => fitsDepth(input, maxDepth),
  `must not be nested deeper than ${maxDepth} levels`,
);

/** Some members of an invoice. Unknown ones are kept. */
export const changeSchema = v.pipe(
  object('must be a JSON object'),
  shallow,
  v.looseObject({
    ...members,
    customer: v.optional(customerSchema),
    items: v.optional(itemsSchema),
  }),
);

/** An invoice that can stand by itself: somebody has to pay something. */
export const newInvoiceSchema = v.pipe(
  object('must be a JSON object'),
  shallow,
  v.looseObject({
    ...members,
    customer: v.pipe(
      customerSchema,
      v.check(
        ({ company_name: company, lastname }) => Boolean(company) || Boolean(lastname),
        'must have a company_name or a lastname',
      ),
    ),
    items: itemsSchema,
  }),
);

function fitsDepth(input: unknown, left: number): boolean {
  if (typeof input !== 'object' || input === null) return true;
  return left > 0 && Object.values(input).every((value) => fitsDepth(value, left - 1));
}
