#!/usr/bin/env bash
# @hookflo/tern 4.1.0 (the newest on 2026-11-29): checks only the last signature of a Stripe webhook.
#
# Valid input: an invoice.paid event whose Stripe-Signature has a timestamp and two v1 signatures, made with a new
# secret and with the old one, as Stripe sends it in the hours after a secret was rolled.
# Expected: accepted, whichever of the two secrets the receiver has and wherever its signature stands. Stripe's
# documentation on verifying signatures manually: while an endpoint has several active secrets there is one signature
# for each, and a receiver compares with all v1 signatures. stripe 23.1.0 does so.
# Seen: INVALID_SIGNATURE if the signature of the receiver's secret comes first; accepted if it comes last. The header
# is parsed into an object in which the second v1 replaces the first. The README promises an accurate implementation
# for Stripe. For Standard Webhooks, which separates signatures with spaces, both are read.
#
# Seen on 2026-11-29:
#   one signature                        tern true                     stripe true
#   of another secret, then of this one  tern true                     stripe true
#   of this secret, then of another one  tern false INVALID_SIGNATURE  stripe true
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts @hookflo/tern@4.1.0 stripe@23.1.0
cat > run.cjs <<'JS'
const assert = require('node:assert');
const { createHmac } = require('node:crypto');
const { WebhookVerificationService } = require('@hookflo/tern');
const Stripe = require('stripe');

const secret = 'whsec_this';
const body = JSON.stringify({ id: 'evt_1', object: 'event', type: 'invoice.paid', data: { object: { id: 'in_1' } } });
const timestamp = Math.floor(Date.now() / 1000);
const sign = (key) => `v1=${createHmac('sha256', key).update(`${timestamp}.${body}`).digest('hex')}`;
const [own, other] = [sign(secret), sign('whsec_other')];
const byStripe = (header) => {
  try {
    return new Stripe('sk_test_none').webhooks.constructEvent(body, header, secret).id === 'evt_1';
  } catch {
    return false;
  }
};
const cases = [
  ['one signature', [own], 'true'],
  ['of another secret, then of this one', [other, own], 'true'],
  ['of this secret, then of another one', [own, other], 'false INVALID_SIGNATURE'],
];
const main = async () => {
  for (const [name, signatures, expected] of cases) {
    const header = [`t=${timestamp}`, ...signatures].join(',');
    const headers = { 'content-type': 'application/json', 'stripe-signature': header };
    const request = new Request('https://receiver.example/', { method: 'POST', headers, body });
    const { isValid, errorCode } = await WebhookVerificationService.verify(request, { platform: 'stripe', secret });
    const seen = [isValid, errorCode].filter((part) => part !== undefined).join(' ');
    console.log(name.padEnd(36), `tern ${seen}`.padEnd(29), 'stripe', byStripe(header));
    assert.strictEqual(seen, expected, `${name}: this has changed`);
    assert.strictEqual(byStripe(header), true);
  }
};
main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
JS
node run.cjs
