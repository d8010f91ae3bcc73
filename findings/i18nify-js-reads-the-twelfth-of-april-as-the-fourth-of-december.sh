#!/usr/bin/env bash
# @razorpay/i18nify-js 1.12.9 (Razorpay's own, the newest on 2026-11-30): reads a date back with day and month exchanged, although it
# wrote it itself and has the same locale.
#
# Valid input: the days of 2026, written by formatDateTime for en-US with two digits for day and month, and the result passed to
# parseDateTime with the locale en-US.
# Expected: the same day. 04/12/2026 is April 12 in the United States, as Intl.DateTimeFormat of the same locale writes it. The
# README promises a string "tailored to any locale".
# Seen: December 4. The first pattern that matches is used, whatever the locale, and day before month is tried first; a day after
# the twelfth doesn't fit and is read as a month before a day. So 132 days of a year are read as others, with no error,
# and the rest are right: due dates of the same month are eight months apart.
#
# Seen on 2026-11-30:
#   04/12/2026  2026-12-04  written again: 12/04/2026
#   04/13/2026  2026-04-13  written again: 04/13/2026
#   132 of 365 days are read as another
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts @razorpay/i18nify-js@1.12.9
cat > run.mjs <<'JS'
import assert from 'node:assert';
import { formatDateTime, parseDateTime } from '@razorpay/i18nify-js';

const locale = 'en-US';
const intlOptions = { year: 'numeric', month: '2-digit', day: '2-digit' };
const write = (date) => formatDateTime(date, { locale, dateTimeMode: 'dateOnly', intlOptions });
const read = (text) => parseDateTime(text, { locale }).date;
const iso = (date) => date.toISOString().slice(0, 10);

for (const [text, expected] of [['04/12/2026', '2026-12-04'], ['04/13/2026', '2026-04-13']]) {
  console.log(`${text}  ${iso(read(text))}  written again: ${write(read(text))}`);
  assert.strictEqual(iso(read(text)), expected, `${text}: this has changed`);
}
let others = 0;
for (let day = 0; day < 365; day += 1) {
  const date = new Date(Date.UTC(2026, 0, 1 + day));
  assert.strictEqual(write(date), new Intl.DateTimeFormat(locale, intlOptions).format(date));
  if (iso(read(write(date))) !== iso(date)) others += 1;
}
console.log(`${others} of 365 days are read as another`);
assert.strictEqual(others, 132, 'this has changed');
JS
TZ=UTC node run.mjs
