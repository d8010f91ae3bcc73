import * as v from 'valibot';

/** Base path of the control calls for the Invoice 7 site. */
export const siteControlRoot = '/control/invoice7';

export const nothingSchema = v.optional(v.strictObject({}), {});

export const siteInvoiceIdSchema = v.pipe(
  v.string(),
  v.regex(/^\d{1,15}$/, 'must be the id that GET /control/invoice7/invoices gives'),
  v.transform(Number),
);

const wholeNumber = v.pipe(v.number('must be a whole number'), v.integer('must be a whole number'));

export const manyInvoicesSchema = v.strictObject({
  count: v.pipe(
    wholeNumber,
    v.minValue(1, 'must be at least 1'),
    v.maxValue(100_000, 'must be at most 100000'),
  ),
});

/** Some members of an invoice, in the format of the API. The site validates them later. */
const members = {
  leading_zeros: v.optional(v.unknown()),
  prefix: v.optional(v.unknown()),
  description: v.optional(v.unknown()),
  template: v.optional(v.unknown()),
  pay_limit: v.optional(v.unknown()),
  pay_status: v.optional(v.unknown()),
  customer: v.optional(v.record(v.string(), v.unknown(), 'must be an object')),
  items: v.optional(v.array(v.unknown(), 'must be a list')),
} as const;

/** Changes made on the site's form. */
export const changedInvoiceSchema = v.strictObject(members);

/** Given members of a generated invoice. */
export const madeUpInvoiceSchema = v.strictObject({
  ...members,
  /** An explicit number, which the site's form allows. */
  number: v.optional(
    v.pipe(
      wholeNumber,
      v.minValue(1, 'must be at least 1'),
      v.maxValue(4_294_967_295, 'must be at most 4294967295'),
    ),
  ),
});
