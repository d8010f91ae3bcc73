#!/usr/bin/env bash
# @dojocoding/hacienda-sdk 0.2.0 (the newest on 2026-11-30): deducts discounts twice from the total of a Costa Rican invoice.
#
# Valid input: a line of 1000 colones with a discount of 100 and 13 % IVA, and its summary, both calculated by the package.
# Expected: TotalVenta 1000, TotalVentaNeta 900, TotalComprobante 1017, the total of the line. Hacienda, comprobantes electrónicos 4.4,
# ResumenFactura: TotalVenta is the sum before discounts, and TotalVentaNeta is TotalVenta - TotalDescuentos.
# Seen: 900, 800, and 917. The sum is made from amounts from which the discount has already been deducted. The lines themselves are
# correct, and without a discount, so is the summary.
#
# Seen on 2026-11-30:
#   line     MontoTotal 1000, SubTotal 900, MontoTotalLinea 1017
#   summary  TotalVenta 900, TotalDescuentos 100, TotalVentaNeta 800, TotalComprobante 917
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts @dojocoding/hacienda-sdk@0.2.0
cat > run.mjs <<'JS'
import assert from 'node:assert';
import { calculateInvoiceSummary, calculateLineItemTotals } from '@dojocoding/hacienda-sdk';

const line = calculateLineItemTotals({
  numeroLinea: 1,
  codigoCabys: '8399000000000',
  cantidad: 1,
  unidadMedida: 'Sp',
  detalle: 'Work',
  precioUnitario: 1000,
  descuento: [{ montoDescuento: 100, naturalezaDescuento: 'Discount' }],
  impuesto: [{ codigo: '01', codigoTarifa: '08', tarifa: 13 }],
  esServicio: true,
});
const summary = calculateInvoiceSummary([line]);
console.log(`line     MontoTotal ${line.montoTotal}, SubTotal ${line.subTotal}, MontoTotalLinea ${line.montoTotalLinea}`);
const { totalVenta, totalDescuentos, totalVentaNeta, totalComprobante } = summary;
console.log(`summary  TotalVenta ${totalVenta}, TotalDescuentos ${totalDescuentos}, TotalVentaNeta ${totalVentaNeta}, TotalComprobante ${totalComprobante}`);
assert.deepStrictEqual([line.montoTotal, line.subTotal, line.montoTotalLinea], [1000, 900, 1017]);
assert.deepStrictEqual([totalVenta, totalDescuentos, totalVentaNeta, totalComprobante], [900, 100, 800, 917], 'this has changed');
JS
node run.mjs
