/** Placeholders of empty fields. */
export const placeholders: Readonly<Record<string, string>> = {
  Cost: '1210.50',
  Email: 'name@email.com',
  DiscountAmount: '12.50',
  DiscountPercentage: '10',
  Link: 'https://example.com/terms.pdf',
  Quantity: '1',
  TaxPercentage: '21',
};
