#!/usr/bin/env bash
# iso8601-duration 2.1.4 and @0dep/piso 5.1.2 (the newest on 2026-11-29): put the end of P1M past the end of a shorter
# month, and the end of P1Y from February 29 into March.
#
# Valid input: payment terms of one month and one year, as XML Schema durations.
# Expected: XML Schema Part 2, Appendix E, "Adding durations to dateTimes": a day that the month doesn't have becomes
# the month's last day: 2026-02-28 and 2025-02-28. Temporal, against which iso8601-duration says its tests are
# validated, adds the same way; @js-temporal/polyfill 0.5.1 shows it.
# Seen: March 3 and March 1. A due date moves into the next month, and so into the next tax period.
#
# Seen on 2026-11-29:
#   2026-01-31 + P1M  iso8601-duration 2026-03-03  @0dep/piso 2026-03-03  Temporal 2026-02-28
#   2024-02-29 + P1Y  iso8601-duration 2025-03-01  @0dep/piso 2025-03-01  Temporal 2025-02-28
#   2026-01-28 + P1M  iso8601-duration 2026-02-28  @0dep/piso 2026-02-28  Temporal 2026-02-28
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts iso8601-duration@2.1.4 @0dep/piso@5.1.2 @js-temporal/polyfill@0.5.1
cat > run.mjs <<'JS'
import assert from 'node:assert';
import { parseDuration } from '@0dep/piso';
import { Temporal } from '@js-temporal/polyfill';
import { end, parse } from 'iso8601-duration';

const cases = [
  ['2026-01-31', 'P1M', '2026-03-03', '2026-02-28'],
  ['2024-02-29', 'P1Y', '2025-03-01', '2025-02-28'],
  ['2026-01-28', 'P1M', '2026-02-28', '2026-02-28'],
];
const day = (date) => date.toISOString().slice(0, 10);
for (const [from, term, seen, right] of cases) {
  const start = new Date(`${from}T00:00:00Z`);
  const one = day(end(parse(term), new Date(start)));
  const other = day(parseDuration(term).getExpireAt(new Date(start)));
  const temporal = Temporal.PlainDate.from(from).add(term).toString();
  console.log(from, '+', term, ' iso8601-duration', one, ' @0dep/piso', other, ' Temporal', temporal);
  assert.deepStrictEqual([one, other, temporal], [seen, seen, right], `${from} + ${term}: this has changed`);
}
JS
TZ=UTC node run.mjs
