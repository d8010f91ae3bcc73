import type { Line } from '@invoice-relay/core/models';

import { formatDecimal, formatMoney } from '../../text/money.ts';
import { Table } from '../../ui/table.tsx';
import { taxText } from './tax-text.ts';

export function DocumentLines(props: {
  readonly lines: readonly Line[];
  readonly currency: string | null;
}) {
  const { lines, currency } = props;
  if (lines.length === 0) return <p class="muted">No lines.</p>;
  const rows = lines.map((line, index) => ({ line, key: `${index} ${line.id ?? ''}` }));
  return (
    <Table
      caption="Lines"
      rows={rows}
      keyOf={({ key }) => key}
      columns={[
        {
          title: 'Item',
          cell: ({ line }) => (
            <>
              <strong>{line.name ?? line.description ?? 'Unnamed'}</strong>
              {line.name !== null && line.description !== null && (
                <span class="sub">{line.description}</span>
              )}
              {line.sellersItemId !== null && <span class="sub">{line.sellersItemId}</span>}
              {line.allowanceCharges.map((one, at) => (
                <span class="sub" key={at}>
                  {allowanceText(one)}: {one.chargeIndicator ? '+ ' : '− '}
                  {formatMoney({ amount: one.amount, currency })}
                </span>
              ))}
            </>
          ),
        },
        {
          title: 'Quantity',
          end: true,
          cell: ({ line }) => (
            <span class="number">
              {formatDecimal(line.quantity)} {line.unitCode ?? ''}
            </span>
          ),
        },
        {
          title: 'Price',
          end: true,
          cell: ({ line }) => (
            <span class="number">
              {formatMoney({ amount: line.priceAmount, currency })}
              {line.baseQuantity !== null && ` per ${formatDecimal(line.baseQuantity)}`}
            </span>
          ),
        },
        { title: 'Tax', end: true, cell: ({ line }) => taxText(line.taxCategory) },
        {
          title: 'Amount',
          end: true,
          cell: ({ line }) => (
            <span class="number">
              {formatMoney({ amount: line.lineExtensionAmount, currency })}
            </span>
          ),
        },
      ]}
    />
  );
}

/** Describes why the amount differs from quantity × price. */
function allowanceText(one: Line['allowanceCharges'][number]): string {
  const name = one.allowanceChargeReason ?? (one.chargeIndicator ? 'Charge' : 'Discount');
  const percent = one.multiplierFactorNumeric;
  return percent === null ? name : `${name} of ${formatDecimal(percent)}%`;
}
