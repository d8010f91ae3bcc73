import type { PlainInputField } from 'zapier-platform-core';

/** One member of an Envoice model, as a field of a form. */
export interface MemberPlan {
  /** Envoice's name: `ClientId`. */
  readonly member: string;
  /** If the usual key is taken by another field of the form: keys are unique within a form. */
  readonly key?: string;
  /** Overrides of the model, its labels and descriptions. */
  readonly field?: Partial<Omit<PlainInputField, 'key' | 'children'>>;
  /** Of an object, or of each item of a list. */
  readonly members?: readonly (string | MemberPlan)[];
}

/** Which members of a model are in a form, in this order. */
export interface FormPlan {
  /** The model that the form fills in: `InvoiceCreateApiModel`. */
  readonly model: string;
  /** What it is about, under the name in Envoice's forms: `invoice`, `estimation`. */
  readonly resource: string;
  readonly members: readonly (string | MemberPlan)[];
}

export function planOf(member: string | MemberPlan): MemberPlan {
  return typeof member === 'string' ? { member } : member;
}

/** The required fields. */
export function isRequired({ field }: MemberPlan): boolean {
  return field?.required === true;
}
