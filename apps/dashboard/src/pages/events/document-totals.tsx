import type { Estimate, Invoice, Order } from '@invoice-relay/core/models';

import { formatMoney } from '../../text/money.ts';
import { formatDay } from '../../text/time.ts';
import { taxText } from './tax-text.ts';

/** The totals of a document: without tax, each tax, with tax, paid, and amount due. */
export function DocumentTotals({ content }: { readonly content: Invoice | Order | Estimate }) {
  const { totals, taxSubtotals, allowanceCharges, currency } = content;
  const money = (amount: string, of = currency) => formatMoney({ amount, currency: of });
  const payments = 'payments' in content ? content.payments : [];
  return (
    <dl class="totals number">
      <Amount name="Sum of lines" amount={money(totals.lineExtensionAmount)} />
      {allowanceCharges.map(({ chargeIndicator, amount, allowanceChargeReason }, index) => (
        <Amount
          key={index}
          name={allowanceChargeReason ?? (chargeIndicator ? 'Charge' : 'Discount')}
          amount={`${chargeIndicator ? '+ ' : '− '}${money(amount)}`}
        />
      ))}
      <Amount name="Total excluding tax" amount={money(totals.taxExclusiveAmount)} />
      {taxSubtotals.map(({ taxCategory, taxAmount, taxableAmount }, index) => (
        <Amount
          key={index}
          name={`Tax ${taxText(taxCategory)} on ${money(taxableAmount)}`}
          amount={money(taxAmount)}
        />
      ))}
      {taxSubtotals.length === 0 && <Amount name="Tax" amount={money(totals.taxAmount)} />}
      <Amount name="Total" amount={money(totals.taxInclusiveAmount)} strong />
      {payments.map(({ paidAmount, paidDate, paymentMeans, currency: paidIn }, index) => (
        <Amount
          key={index}
          name={['Paid', paidDate === null ? '' : formatDay(paidDate), paymentMeans ?? '']
            .filter((part) => part !== '')
            .join(' · ')}
          amount={`− ${money(paidAmount, paidIn ?? currency)}`}
        />
      ))}
      {payments.length === 0 && isSome(totals.prepaidAmount) && (
        <Amount name="Paid" amount={`− ${money(totals.prepaidAmount)}`} />
      )}
      {isSome(totals.payableRoundingAmount) && (
        <Amount name="Rounding" amount={money(totals.payableRoundingAmount)} />
      )}
      <Amount name="Amount due" amount={money(totals.payableAmount)} strong />
    </dl>
  );
}

function Amount(props: {
  readonly name: string;
  readonly amount: string;
  readonly strong?: boolean;
}) {
  const { name, amount, strong = false } = props;
  return (
    <div class={strong ? 'strong' : undefined}>
      <dt>{name}</dt>
      <dd>{amount}</dd>
    </div>
  );
}

/** Whether decimal text is not zero. */
function isSome(amount: string): boolean {
  return /[1-9]/.test(amount);
}
