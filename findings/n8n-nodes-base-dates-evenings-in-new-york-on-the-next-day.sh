#!/usr/bin/env bash
# n8n-nodes-base 2.41.2 (n8n's own nodes, the newest on 2026-11-30): "Format a Date" in the Date & Time node returns another day
# for times with an offset west of Greenwich or with a half hour, and for plain dates on a server east of Greenwich.
#
# Valid input: ISO 8601 dates and times, formatted as yyyy-MM-dd with the option Use Workflow Timezone left out, whose
# description is "whether to use the timezone of the input or the workflow's timezone"; with TZ as UTC and as Europe/Berlin (the
# example in n8n's guide for Docker sets it). n8n's context is replaced by a stand-in.
# Expected: the day in the input each time. luxon 3.7.2, which the node formats with, returns it with setZone: true.
# Seen: right for +01:00 only. The node looks for a plus sign and the two digits after it: for -05:00 it finds none and uses
# UTC, of +05:30 it keeps +05, and a date without a time is midnight at the server, which is the day before in UTC. An
# invoice of the evening of November 30 is dated in December, and so in the next tax period; nothing is thrown.
#
# Seen on 2026-11-30:
#   UTC            2026-12-01T00:15:00+01:00  2026-12-01
#   UTC            2026-11-30T21:00:00-05:00  2026-12-01
#   UTC            2026-12-01T00:15:00+05:30  2026-11-30
#   UTC            2026-12-01                 2026-12-01
#   Europe/Berlin  2026-12-01                 2026-11-30
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts n8n-workflow@2.41.0 luxon@3.7.2 moment-timezone@0.5.48
# The package needs hundreds of others for all its nodes, and this node only these three.
npm pack --silent n8n-nodes-base@2.41.2 >/dev/null
tar -xzf n8n-nodes-base-2.41.2.tgz package/dist/nodes/DateTime
cat > run.cjs <<'JS'
const assert = require('node:assert');
const luxon = require('luxon');
const { DateTimeV2 } = require('./package/dist/nodes/DateTime/V2/DateTimeV2.node.js');

async function formatted(date) {
  const parameters = {
    operation: 'formatDate',
    'options.includeInputFields': false,
    date,
    format: 'yyyy-MM-dd',
    outputFieldName: 'day',
    options: {},
  };
  const context = {
    getInputData: () => [{ json: {} }],
    getNodeParameter: (name) => parameters[name],
    getTimezone: () => process.env.TZ,
    getNode: () => ({ name: 'Date & Time' }),
    continueOnFail: () => false,
  };
  const [[item]] = await new DateTimeV2({}).execute.call(context);
  return item.json.day;
}

(async () => {
  for (const [date, expected] of JSON.parse(process.argv[2])) {
    const day = await formatted(date);
    console.log(process.env.TZ.padEnd(14), date.padEnd(26), day);
    assert.strictEqual(day, expected, `${date}: this has changed`);
    assert.strictEqual(luxon.DateTime.fromISO(date, { setZone: true }).toFormat('yyyy-MM-dd'), date.slice(0, 10));
  }
})();
JS
TZ=UTC node run.cjs '[
  ["2026-12-01T00:15:00+01:00", "2026-12-01"],
  ["2026-11-30T21:00:00-05:00", "2026-12-01"],
  ["2026-12-01T00:15:00+05:30", "2026-11-30"],
  ["2026-12-01", "2026-12-01"]
]'
TZ=Europe/Berlin node run.cjs '[["2026-12-01", "2026-11-30"]]'
