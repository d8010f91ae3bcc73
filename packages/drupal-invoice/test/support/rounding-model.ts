/*
 * An independent model of the module's rounding, in exact decimals and without any of our code:
 * half away from zero, first to three digits, then to two. For amounts whose exact value has at
 * most 15 digits, which is what a binary double holds, this matches PHP.
 */

/** `units / 10 ** scale` */
interface Exact {
  readonly units: bigint;
  readonly scale: number;
}

function exact(text: string): Exact {
  const [whole = '0', fraction = ''] = text.split('.');
  return { units: BigInt(whole + fraction), scale: fraction.length };
}

function times(a: Exact, b: Exact): Exact {
  return { units: a.units * b.units, scale: a.scale + b.scale };
}

function plus(a: Exact, b: Exact): Exact {
  const scale = Math.max(a.scale, b.scale);
  const of = (value: Exact) => value.units * 10n ** BigInt(scale - value.scale);
  return { units: of(a) + of(b), scale };
}

function roundTo(value: Exact, scale: number): Exact {
  if (value.scale <= scale) {
    return { units: value.units * 10n ** BigInt(scale - value.scale), scale };
  }
  const divisor = 10n ** BigInt(value.scale - scale);
  const size = value.units < 0n ? -value.units : value.units;
  const rounded = (size + divisor / 2n) / divisor;
  return { units: value.units < 0n ? -rounded : rounded, scale };
}

const twice = (value: Exact) => roundTo(roundTo(value, 3), 2);

function write({ units }: Exact): string {
  const size = (units < 0n ? -units : units).toString().padStart(3, '0');
  return `${units < 0n ? '-' : ''}${size.slice(0, -2)}.${size.slice(-2)}`;
}

export interface ModelItem {
  readonly quantity: string;
  readonly unitcost: string;
  readonly vat: string;
}

/** Returns decimal text with two decimals. */
export function modelTotals(items: readonly ModelItem[]) {
  const zero: Exact = { units: 0n, scale: 0 };
  const nets = items.map(({ quantity, unitcost }) => times(exact(quantity), exact(unitcost)));
  const share = (index: number) => {
    const percent = exact(items[index]?.vat ?? '0');
    return { units: percent.units, scale: percent.scale + 2 };
  };
  const taxes = nets.map((net, index) => times(net, share(index)));
  const sum = (values: readonly Exact[]) => values.reduce(plus, zero);
  const rates = [...new Set(items.map(({ vat }) => vat))];
  return {
    extotal: write(roundTo(sum(nets.map(twice)), 2)),
    inctotal: write(twice(plus(sum(nets), sum(taxes)))),
    vattotal: write(twice(sum(taxes))),
    vat_totals: rates.map((vat) => ({
      vat,
      vattotal: write(twice(sum(taxes.filter((_, index) => items[index]?.vat === vat)))),
    })),
    items: nets.map((net) => write(twice(net))),
  };
}
