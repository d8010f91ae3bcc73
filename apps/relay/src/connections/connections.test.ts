import { expect, test } from 'vitest';
import { writeFileSync } from 'node:fs';
import { openResources } from '../../test/support/resources.ts';

test('x', async () => {
  await using relay = await openResources();
  const o = await relay.call({ url: '/openapi.json', key: null });
  writeFileSync('/tmp/openapi-res.json', JSON.stringify(o.json, null, 1));
  console.log((await relay.call({url:'/v1/event-types'})).text.length);
  const c = await relay.connect();
  const r = await relay.call({method:'POST', url:`/v1/connections/${c.id}/rotate-ingest-url`});
  console.log(r.status, r.text);
  const bad = await relay.call({method:'POST', url:'/v1/subscriptions', body: {url:'http://127.0.0.1/x', eventTypes:['invoice.payd'], connectionIds:['con_x'], secret:'abc', zz: 1}});
  console.log(bad.status, bad.text);
  const bad2 = await relay.call({method:'POST', url:'/v1/subscriptions', body: {url:'http://127.0.0.1/x', eventTypes:['invoice.paid'], connectionIds:['con_x']}});
  console.log(bad2.status, bad2.text);
  for (const v of [{mode:'callback'}, {mode:'token', scheme:{digest:'sha256', parts:['authKey'], encoding:'hex'}}, {mode:'signature', scheme:{digest:'sha256', parts:['activity'], encoding:'hex'}}, {mode:'signature', scheme:{digest:'sha257', parts:[], encoding:'hex'}}, {mode:'signature', scheme:'xx'}, {scheme:'auto'}]) {
  const b = await relay.call({method:'POST', url:'/v1/connections', body: {source:'example', name:'', credentials:{}, verification: v, enrich: true}});
  console.log(b.status, JSON.stringify(b.json.errors)); }
  for (const q of ['type=invoice.payd', 'from=2026-11-20T10:00:00+01:00', 'from=2026-02-30', 'from=2026-11-20T10:00:00.1234567Z', 'order=x', 'type=invoice.*,payment.*&type=order.*', 'subjectKind=x', 'zz=1', 'type=']) { const e = await relay.call({url:'/v1/events?'+q}); console.log(q, e.status, e.text.slice(0,400)); }
  expect(1).toBe(1);
});
