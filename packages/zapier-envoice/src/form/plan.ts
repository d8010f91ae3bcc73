import type { PlainInputField } from 'zapier-platform-core';

/** One member of a model of Envoice, as a field of a form. */
export interface MemberPlan {
  /** As Envoice names it: `ClientId`. */
  readonly member: string;
  /** Where the usual key is taken by another field of the form: each key is in a form once. */
  readonly key?: string;
  /** What differs from what the model, its labels and descriptions say. */
  readonly field?: Partial<Omit<PlainInputField, 'key' | 'children'>>;
  /** Of an object, or of each item of a list. */
  readonly members?: readonly (string | MemberPlan)[];
}

/** Which members of a model stand in a form, in this order. */
export interface FormPlan {
  /** The model that the form fills: `InvoiceCreateApiModel`. */
  readonly model: string;
  /** What it is about, as Envoice's forms name it: `invoice`, `estimation`. */
  readonly resource: string;
  readonly members: readonly (string | MemberPlan)[];
}

export function planOf(member: string | MemberPlan): MemberPlan {
  return typeof member === 'string' ? { member } : member;
}

/** The fields that have to be filled in. */
export function isRequired({ field }: MemberPlan): boolean {
  return field?.required === true;
}
