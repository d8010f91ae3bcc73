import type { Amounts, LineInput } from './amounts.ts';

// Uses the vendor's member names: content is stored in the format of the responses.

export interface Attachment {
  readonly Id?: number;
  readonly Link?: string;
  readonly ObfuscatedFileName?: string;
  readonly OriginalFileName?: string;
  readonly Size?: number;
  readonly Type?: string;
}

export interface Gateway {
  readonly Name?: string;
}

/** A line of an invoice or estimation. */
export interface Line extends LineInput, Amounts {
  readonly Id: number;
  readonly WorkTypeId?: number | undefined;
  readonly Description?: string | undefined;
  readonly DiscountPercentage: number;
  readonly TaxId?: number | undefined;
  readonly TaxPercentage: number;
}

export interface Payment {
  readonly Id: number;
  readonly Amount: number;
  readonly IsAutomatic: boolean;
  readonly Note: string;
  readonly PaidOn: string;
  readonly ReferenceId: string;
  readonly Type: string;
}

interface BillContent extends Amounts {
  readonly ClonedFromId?: number | undefined;
  readonly CurrencyId: number;
  readonly IssuedOn: string;
  readonly PoNumber?: string | undefined;
  readonly Notes?: string | undefined;
  readonly Terms?: string | undefined;
  readonly Items: readonly Line[];
  readonly Attachments: readonly Attachment[];
  readonly PaymentGateways: readonly Gateway[];
}

export interface InvoiceContent extends BillContent {
  readonly Duedate: string;
  readonly InvoiceCategoryId?: number | undefined;
  readonly RecurringProfile?: unknown;
  readonly RecurringProfileId?: number | undefined;
  readonly ShouldSendReminders: boolean;
  readonly Payments: readonly Payment[];
}

export interface EstimationContent extends BillContent {
  readonly ExpiresOn: string;
  /** The invoice it was converted to. */
  readonly ConvertedTo?: number;
}

export interface OrderLine {
  readonly Cost: number;
  readonly Quantity: number;
  readonly Description?: string | undefined;
  readonly ProductItemId?: number | undefined;
  readonly ReferenceId?: string | undefined;
  readonly SubTotalAmount: number;
  readonly TaxAmount: number;
  readonly TaxId?: number | undefined;
  readonly TaxPercentage: number;
  readonly TotalAmount: number;
  readonly WorkTypeId?: number | undefined;
}

/** The recipient or payer of an order. */
export interface Contact {
  readonly Address?: string;
  readonly CountryId?: number;
  readonly Email?: string;
  readonly Name?: string;
  readonly PhoneNumber?: string;
}

export interface OrderContent extends Amounts {
  readonly AfterPaymentDescription?: string | undefined;
  readonly Attachments: readonly Attachment[];
  readonly CouponCode?: string | undefined;
  readonly CurrencyId: number;
  readonly Description?: string | undefined;
  readonly Items: readonly OrderLine[];
  readonly Name?: string | undefined;
  readonly Note?: string | undefined;
  readonly OrderBillingDetails: Contact;
  readonly OrderShippingDetails?: Contact | undefined;
  readonly ProductId?: number | undefined;
  readonly Referral?: string | undefined;
  readonly ShippingAmount: number;
  readonly ShippingDescription?: string | undefined;
  readonly TotalWithShipping: number;
  readonly WhatHappensNextDescription?: string | undefined;
}

/** The stored content of a client: `ClientCreateApiModel`. */
export interface ClientContent {
  readonly Name: string;
  readonly Email?: string;
  readonly Address?: string;
  readonly PhoneNumber?: string;
  readonly Vat?: string;
  readonly CompanyRegistrationNumber?: string;
  readonly ClientCountryId: number;
  readonly ClientCurrencyId: number;
  readonly UiLanguageId: number;
  readonly DefaultDueDateInDays?: number;
  readonly AdditionalEmails: readonly { readonly Email?: string }[];
}

export interface TaxContent {
  readonly Name: string;
  readonly Percentage: number;
}

export interface WorkTypeContent {
  readonly Title: string;
}
