#!/usr/bin/env bash
# @freshbooks/api 4.1.0 (FreshBooks' own SDK, the newest on 2026-11-30): writes dates with the digits, units, and even the
# calendar of the machine's language.
#
# Valid input: an invoice with createDate, passed to client.invoices.create, and a search with a date, passed to
# SearchQueryBuilder.between as in the README, on machines that differ only in their language (LC_ALL). A stand-in answers
# the requests.
# Expected: 2026-12-01 everywhere. FreshBooks API, Invoices: create_date is YYYY-MM-DD. The README shows dates in searches
# in the same form.
# Seen: correct in English and German. In Japanese and Korean, month and day are followed by their units; in Czech, the day
# by a period. In Arabic the digits are Arabic, and in Persian the year is followed by month and day of another calendar.
# Invoices, payments, bills and expenses can't be dated or searched from such a machine, with code that works elsewhere.
#
# Seen on 2026-11-30 (create_date, and the search):
#   en_US  2026-12-01 search[date_min]=2026-12-01
#   de_DE  2026-12-01 search[date_min]=2026-12-01
#   ja_JP  2026-12月-01日 search[date_min]=2026-12月-01日
#   ko_KR  2026-12월-01일 search[date_min]=2026-12월-01일
#   cs_CZ  2026-12-01. search[date_min]=2026-12-01.
#   ar_EG  2026-١٢-٠١ search[date_min]=2026-١٢-٠١
#   fa_IR  2026-۰۹-۱۰ search[date_min]=2026-۰۹-۱۰
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts @freshbooks/api@4.1.0
cat > one.cjs <<'JS'
const http = require('node:http');
const { Client } = require('@freshbooks/api');
const { SearchQueryBuilder } = require('@freshbooks/api/dist/models/builders/SearchQueryBuilder');

const date = new Date(2026, 11, 1, 12);
const server = http.createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) body += chunk;
  console.log(JSON.parse(body).invoice.create_date, new SearchQueryBuilder().between('date', { min: date }).build());
  response.end('{}');
});
server.listen(0, '127.0.0.1', async () => {
  const client = new Client('id', { accessToken: 'token', apiUrl: `http://127.0.0.1:${server.address().port}` });
  // The SDK can't read the empty answer, which is of no interest here.
  await client.invoices.create({ customerId: '1', createDate: date }, 'account').catch(() => {});
  server.close();
});
JS
cat > run.cjs <<'JS'
const assert = require('node:assert');
const { execFileSync } = require('node:child_process');

const cases = {
  en_US: '2026-12-01',
  de_DE: '2026-12-01',
  ja_JP: '2026-12月-01日',
  ko_KR: '2026-12월-01일',
  cs_CZ: '2026-12-01.',
  ar_EG: '2026-١٢-٠١',
  fa_IR: '2026-۰۹-۱۰',
};
for (const [language, expected] of Object.entries(cases)) {
  const env = { ...process.env, LC_ALL: `${language}.UTF-8` };
  const seen = execFileSync(process.execPath, ['one.cjs'], { env, encoding: 'utf8' }).trim();
  console.log(`${language}  ${seen}`);
  assert.strictEqual(seen, `${expected} search[date_min]=${expected}`, `${language}: this has changed`);
}
JS
node run.cjs
