import * as v from 'valibot';

import type { Immutable } from './immutable.ts';

const text = v.nullable(v.string());

/** A postal address (BG-5 of the seller, BG-8 of the buyer, UBL `cac:PostalAddress`). */
export const addressSchema = v.object({
  /** BT-35, BT-50. */
  streetName: text,
  buildingNumber: text,
  /** BT-162, BT-163: the whole address as one text, if the source keeps it that way. */
  addressLine: text,
  /** BT-37, BT-52. */
  cityName: text,
  /** BT-38, BT-53: the post code. */
  postalZone: text,
  /** BT-39, BT-54: the region, province or state. */
  countrySubentity: text,
  /** BT-40, BT-55: an ISO 3166-1 alpha-2 code. */
  countryCode: v.nullable(
    v.pipe(
      v.string(),
      v.regex(
        /^[A-Z]{2}$/,
        'Write a country as its ISO 3166-1 code: two capital letters, such as "NL".',
      ),
    ),
  ),
  /** The country as the source writes it. */
  countryName: text,
});
export type Address = Immutable<v.InferOutput<typeof addressSchema>>;

/** A contact person (BG-6 of the seller, BG-9 of the buyer, UBL `cac:Contact`). */
export const contactSchema = v.object({
  /** BT-41, BT-56. */
  name: text,
  /** BT-42, BT-57. */
  telephone: text,
  /** BT-43, BT-58: an email address, as stored by the source. */
  electronicMail: text,
});
export type Contact = Immutable<v.InferOutput<typeof contactSchema>>;

/** A seller (BG-4), a buyer (BG-7), or a recipient of goods (BG-13). */
export const partySchema = v.object({
  /** BT-29, BT-46: the source's id, or the customer number. */
  id: text,
  /** BT-27, BT-44, BT-70. */
  name: text,
  /** BT-30, BT-47: the company registration number. */
  companyId: text,
  /** BT-31, BT-48: the tax (VAT, GST) number. */
  taxId: text,
  postalAddress: v.nullable(addressSchema),
  contact: v.nullable(contactSchema),
});
export type Party = Immutable<v.InferOutput<typeof partySchema>>;
