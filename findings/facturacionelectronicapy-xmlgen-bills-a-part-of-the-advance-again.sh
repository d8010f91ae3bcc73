#!/usr/bin/env bash
# facturacionelectronicapy-xmlgen 1.0.283 (the newest on 2026-11-30): deducts less than was paid in advance from an invoice in guaraníes.
#
# Valid input: a Paraguayan invoice for 10 000 labels at 85 guaraníes, of which the customer has paid 253 000 in advance (anticipoGlobal).
# Expected: an advance (dTotAnt) of 253 000, and 597 000 to pay: 850 000 - 253 000.
# Seen: 250 000 and 600 000. The advance is divided by the quantity, 25.3 for each label, and rounded to whole guaraníes before it is
# multiplied again. For a discount on the whole invoice (descuentoGlobal), eight decimals are kept so that, as a comment in the code says,
# the total is exact: the same 253 000 as a discount gives 597 000.
#
# Seen on 2026-11-30:
#   advance   per label 25           total 600000
#   discount  per label 25.30000000  total 597000
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts xml2js@0.4.23
npm pack --silent facturacionelectronicapy-xmlgen@1.0.283 >/dev/null
tar -xzf facturacionelectronicapy-xmlgen-1.0.283.tgz package/dist
cat > run.cjs <<'JS'
const assert = require('node:assert');
const { default: xmlgen } = require('./package/dist/index.js');

const place = {
  direccion: 'Calle 1', numeroCasa: '0', departamento: 11, departamentoDescripcion: 'ALTO PARANA', distrito: 145,
  distritoDescripcion: 'CIUDAD DEL ESTE', ciudad: 3432, ciudadDescripcion: 'PUERTO PTE.STROESSNER (MUNIC)',
};
const params = {
  version: 150, ruc: '80069563-1', razonSocial: 'Seller', nombreFantasia: 'Seller', timbradoNumero: '12558946', timbradoFecha: '2022-08-25',
  tipoContribuyente: 2, tipoRegimen: 8, actividadesEconomicas: [{ codigo: '1254', descripcion: 'Printing' }],
  establecimientos: [{ codigo: '001', ...place, telefono: '0973000000', email: 'seller@example.com', denominacion: 'Shop' }],
};
const data = {
  tipoDocumento: 1, establecimiento: '001', codigoSeguridadAleatorio: '298398', punto: '001', numero: '0000017',
  fecha: '2026-11-30T10:11:00', tipoEmision: 1, tipoTransaccion: 1, tipoImpuesto: 1, moneda: 'PYG', condicionAnticipo: 1,
  cliente: {
    contribuyente: true, ruc: '2005001-1', razonSocial: 'Customer', tipoOperacion: 1, ...place, pais: 'PRY', paisDescripcion: 'Paraguay',
    tipoContribuyente: 1, documentoTipo: 1, documentoNumero: '2324234', telefono: '0973000000', celular: '0973000000',
    email: 'customer@example.com', codigo: '1548',
  },
  usuario: { documentoTipo: 1, documentoNumero: '157264', nombre: 'Clerk', cargo: 'Clerk' },
  factura: { presencia: 1 },
  condicion: { tipo: 1, entregas: [{ tipo: 1, monto: '597000', moneda: 'PYG', cambio: 0 }] },
  items: [{ codigo: 'A-1', descripcion: 'Label', unidadMedida: 77, cantidad: 10000, precioUnitario: 85, ivaTipo: 1, ivaBase: 100, iva: 10 }],
};
console.log = ((log) => (...texts) => String(texts[0]).startsWith('hay una') || log(...texts))(console.log);
const read = async (reduction, name) => {
  const xml = await xmlgen.generateXMLDE(params, { ...data, ...reduction });
  return [name, 'dTotGralOpe'].map((tag) => new RegExp(`<${tag}>([^<]*)<`).exec(xml)[1]);
};
(async () => {
  const advance = await read({ anticipoGlobal: 253000 }, 'dAntGloPreUniIt');
  const discount = await read({ descuentoGlobal: 253000 }, 'dDescGloItem');
  console.log('advance   per label', advance[0].padEnd(11), ` total ${advance[1]}`);
  console.log('discount  per label', discount[0].padEnd(11), ` total ${discount[1]}`);
  assert.deepStrictEqual(advance, ['25', '600000'], 'this has changed');
  assert.deepStrictEqual(discount, ['25.30000000', '597000'], 'this has changed');
})();
JS
node run.cjs
