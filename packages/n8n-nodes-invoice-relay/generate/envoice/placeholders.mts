/** Placeholders of empty fields. n8n's lint rules prescribe that of an email address. */
export const placeholders: Readonly<Record<string, string>> = {
  Cost: 'e.g. 1210.50',
  Email: 'name@email.com',
  DiscountAmount: 'e.g. 12.50',
  DiscountPercentage: 'e.g. 10',
  Link: 'e.g. https://example.com/terms.pdf',
  Quantity: 'e.g. 1',
  TaxPercentage: 'e.g. 21',
};
