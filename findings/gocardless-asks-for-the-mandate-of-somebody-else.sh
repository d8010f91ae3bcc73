#!/usr/bin/env bash
# gocardless-nodejs 10.1.2 (the newest on 2026-11-30): does not encode what it filters by, so "&" ends the value, and "+" becomes a space.
#
# Valid input: the mandate with the reference A&B-17 (Bacs allows an ampersand in references), and payments since a moment with an offset. nock
# 14 takes the requests and tells what a server reads in them.
# Expected: the reference and the moment as given: URL Standard, section 5 (application/x-www-form-urlencoded), where both characters are
# encoded. The package's types: reference and created_at are filters for these lists.
# Seen: mandates with the reference A, which belong to another customer, or none; and payments since "2026-11-30T00:00:00 01:00", which is no
# time. The query is written without encoding and then parsed again. A time that ends in Z is right.
#
# Seen on 2026-11-30:
#   mandates  {"reference":"A","B-17":""}
#   payments  {"created_at[gte]":"2026-11-30T00:00:00 01:00"}
#   payments  {"created_at[gte]":"2026-11-30T00:00:00Z"}
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts gocardless-nodejs@10.1.2 nock@14.0.17
cat > run.cjs <<'JS'
const assert = require('node:assert');
const { default: gocardless, Environments } = require('gocardless-nodejs');
const nock = require('nock');

const asked = [];
nock('https://api.gocardless.com').persist().get(/./).reply((uri) => {
  asked.push([uri.slice(1).split('?')[0], JSON.stringify(Object.fromEntries(new URL(uri, 'https://localhost').searchParams))]);
  return [200, { mandates: [], payments: [], meta: { cursors: {}, limit: 50 } }];
});
const run = async () => {
  const client = gocardless('token', Environments.Live);
  await client.mandates.list({ reference: 'A&B-17' });
  await client.payments.list({ created_at: { gte: '2026-11-30T00:00:00+01:00' } });
  await client.payments.list({ created_at: { gte: '2026-11-30T00:00:00Z' } });
  for (const [path, query] of asked) console.log(path, '', query);
  assert.deepStrictEqual(
    asked,
    [
      ['mandates', '{"reference":"A","B-17":""}'],
      ['payments', '{"created_at[gte]":"2026-11-30T00:00:00 01:00"}'],
      ['payments', '{"created_at[gte]":"2026-11-30T00:00:00Z"}'],
    ],
    'this has changed',
  );
};
run();
JS
node run.cjs
