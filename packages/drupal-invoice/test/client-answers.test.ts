import { describe, expect, test } from 'vitest';

import { createTestClient, failureOf, secrets } from './support/client.ts';
import type { Answer } from './support/client.ts';
import { sample, sampleText } from './support/sample.ts';

const html = { 'content-type': 'text/html; charset=utf-8' };
const compact = JSON.stringify(sample);
const warning =
  '<br />\n<b>Warning</b>:  Undefined array key &quot;vat&quot; {} [0] in ' +
  '<b>/var/www/invoice.module</b> on line <b>12</b><br />\n';
const notice = '\nNotice: Undefined index: items["x"] in /var/www/a.php on line 3\n';

const lookup = (answer: Answer) => createTestClient({ answer }).invoices.lookup({ id: 7 });

describe('the JSON is found, with exactly the text that the site wrote', () => {
  test.each<[name: string, body: string, source?: string]>([
    ['alone', sampleText, sampleText],
    ['with white space', `\n ${compact}\n`],
    ['after a byte order mark', `\uFEFF${compact}`],
    ['after a warning of PHP', `${warning}${warning}${compact}`],
    ['after a notice of PHP as text', `${notice}${compact}`],
    ['after a byte order mark, a warning, and another mark', `\uFEFF${warning}\uFEFF${compact}`],
    ['before a warning', `${compact}\n${warning}`],
    ['between a dump and a comment', `Array\n(\n    [0] => {x\n)\n${compact}<!-- 12 ms -->`],
    ['in an envelope', `{"invoice": ${sampleText} , "ok":1}`, sampleText],
    ['in another envelope', `{"status":"ok","data":${compact}}`],
    ['in a list of one', `[ ${compact} ]`],
    ['in an envelope after a warning', `${warning}{"invoice":${compact}}`],
  ])('%s', async (_, body, source = compact) => {
    const found = await lookup({ headers: html, body });
    expect(found).toMatchObject({ state: 'found', source, invoice: { prefix: '%Y' } });
    const invoice = await createTestClient({ answer: { body } }).invoices.get({ id: 7 });
    expect(found).toHaveProperty('invoice', invoice);
  });

  test('in the charset that is declared, when it is not UTF-8', async () => {
    const text = '{"items":[],"description":"Café"}';
    const body = Uint8Array.from(text, (character) => character.charCodeAt(0));
    const headers = { 'content-type': 'application/json; charset=ISO-8859-1' };
    expect(await lookup({ headers, body })).toMatchObject({
      invoice: { description: 'Café' },
      source: text,
    });
    expect(await lookup({ headers, body: text })).toMatchObject({ source: text });
    const error = await failureOf(lookup({ headers: html, body }));
    expect(error).toMatchObject({ code: 'vendor_answer_invalid' });
    expect(error.message).toContain('not UTF-8');
  });

  test('and not taken from the settings or scripts of a page', async () => {
    const page = `<html><script>settings({"invoice":${compact}})</script></html>`;
    for (const body of [page, `${warning}${page}`]) {
      const error = await failureOf(lookup({ headers: html, body }));
      expect(error).toMatchObject({ code: 'vendor_answer_invalid' });
      expect(error.message).toContain('web page');
    }
  });
});

describe('what is at an id', () => {
  test.each<[name: string, answer: Answer]>([
    ['404', { status: 404, headers: html, body: '<html>Page not found</html>' }],
    ['410', { status: 410 }],
    ['null', { body: 'null' }],
    ['false', { body: 'false' }],
    ['an empty list', { body: '[]' }],
    ['an empty object', { body: '{}' }],
    ['an empty list after a notice', { body: `${notice}[]` }],
    ['null after a warning', { body: `${warning}null` }],
    ['an empty envelope', { body: '{"invoice":[]}' }],
    ['a list of nothing', { body: '[null]' }],
    ['an error that says so', { body: '{"error":"Invoice 7 was not found."}' }],
    ['a text that says so', { body: 'Invoice not found' }],
  ])('nothing: %s', async (_, answer) => {
    expect(await lookup(answer)).toEqual({ state: 'absent' });
    const error = await failureOf(createTestClient({ answer }).invoices.get({ id: 7 }));
    expect(error).toMatchObject({ code: 'vendor_not_found' });
  });

  test.each<[name: string, body: string]>([
    ['an empty body', ''],
    ['an error', '{"error":"Database is gone"}'],
    ['an empty envelope with an error', '{"data":null,"error":"Database is gone"}'],
    ['a number', '7'],
    ['two invoices', `[${compact},${compact}]`],
    ['cut JSON', compact.slice(0, -1)],
    ['a member that comes twice', '{"items":[],"items":[]}'],
    ['depth', `{"items":${'['.repeat(70)}${']'.repeat(70)}}`],
  ])('not to be known: %s', async (_, body) => {
    expect(await failureOf(lookup({ body }))).toMatchObject({ code: 'vendor_answer_invalid' });
  });

  test('the same as before, and only when that was asked', async () => {
    const headers = { etag: '"abc"', 'last-modified': 'Fri, 20 Nov 2026 10:00:00 GMT' };
    const validators = { etag: '"abc"', lastModified: 'Fri, 20 Nov 2026 10:00:00 GMT' };
    expect(await lookup({ headers, body: compact })).toMatchObject({ validators });
    const strange = { etag: 'é', 'last-modified': 'x'.repeat(301) };
    expect(await lookup({ headers: strange, body: compact })).toMatchObject({ validators: {} });

    const client = createTestClient({ answer: { status: 304 } });
    expect(await client.invoices.lookup({ id: 7, validators })).toEqual({ state: 'unchanged' });
    expect(client.requests[0]?.headers).toMatchObject({
      'if-none-match': '"abc"',
      'if-modified-since': 'Fri, 20 Nov 2026 10:00:00 GMT',
    });
    expect(await failureOf(lookup({ status: 304 }))).toMatchObject({
      code: 'vendor_answer_invalid',
    });
    await createTestClient({ answer: { body: compact } }).invoices.lookup({
      id: 7,
      validators: {},
    });
  });

  test('amounts that cannot be read: kept by lookup, refused by get', async () => {
    const body = '{"items":[{"quantity":"1","unitcost":"1.234,50","vat":"21"}]}';
    expect(await lookup({ body })).toMatchObject({
      invoice: { items: [{ unitcost: '1.234,50' }] },
      source: body,
    });
    const client = createTestClient({ answer: { body }, maxAttempts: 3 });
    const error = await failureOf(client.invoices.get({ id: 7 }));
    expect(error).toMatchObject({ code: 'vendor_answer_invalid' });
    expect(error.message).toMatch(/items\[0\]\.unitcost .*"1\.234,50".*decimal comma/);
    expect(client.requests).toHaveLength(1);
  });

  test('a secret that stands where an amount should', async () => {
    const body = JSON.stringify({ items: [{ quantity: '1', unitcost: secrets.password }] });
    const error = await failureOf(createTestClient({ answer: { body } }).invoices.get({ id: 7 }));
    expect(error.message).toContain('is "[credentials]"');
  });
});

describe('documents', () => {
  const pdf = '%PDF-1.7\nbody';
  const client = (answer: Answer) => createTestClient({ answer }).invoices;

  test('a PDF, named by the site or after the id', async () => {
    const headers = { 'content-disposition': 'attachment; filename="../F 7.pdf"' };
    const named = await client({ headers, body: pdf }).pdf({ id: 7 });
    expect(named.fileName).toBe('F 7.pdf');
    expect(new TextDecoder().decode(named.bytes)).toBe(pdf);
    const unnamed = await client({ body: `${warning}${pdf}` }).pdf({ id: ' F 7&8 ' });
    expect(unnamed.fileName).toBe('invoice-F-7-8.pdf');
    expect(new TextDecoder().decode(unnamed.bytes)).toBe(pdf);
  });

  test('what is no PDF', async () => {
    const empty = await failureOf(client({}).pdf({ id: 7 }));
    expect(empty).toMatchObject({ code: 'vendor_answer_invalid' });
    const fatal = await failureOf(
      client({
        body: '<br />\n<b>Fatal error</b>: Class dompdf in <b>/a</b> on line <b>1</b><br />',
      }).pdf({
        id: 7,
      }),
    );
    expect(fatal.message).toContain('PHP error: Fatal error : Class dompdf');
  });

  test('HTML, also with a small login form in it', async () => {
    const page = '<html><form id="user-login-form"><input type="password"></form>7</html>';
    expect(await client({ body: page }).html({ id: 7 })).toBe(page);
    expect(await client({ body: `${warning}<p>7</p>` }).html({ id: 7 })).toContain('<p>7</p>');
    const login = '<html><form id="user-login"><input type="password"></form></html>';
    expect(await failureOf(client({ body: login }).html({ id: 7 }))).toMatchObject({
      code: 'vendor_unauthorized',
    });
    for (const body of ['', '{}', '<b>Fatal error</b>: x in <b>/a</b> on line <b>1</b>']) {
      expect(await failureOf(client({ body }).html({ id: 7 }))).toMatchObject({
        code: 'vendor_answer_invalid',
      });
    }
  });
});
