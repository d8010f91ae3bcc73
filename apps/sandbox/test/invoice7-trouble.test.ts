import { describe, expect, it } from 'vitest';

import { startSandbox } from './harness.ts';
import { sample, SiteCaller } from './site.ts';

async function start(trouble: object) {
  const { control, runtime } = await startSandbox();
  const site = new SiteCaller(control);
  await site.trouble(trouble);
  return { control, runtime, site };
}

describe('trouble on the site', () => {
  it('is replaced as a whole', async () => {
    const { site } = await start({});
    const usual = {
      latencyMs: 0,
      failRate: 0,
      rateLimitPerSecond: null,
      html: false,
      phpWarning: false,
      forbidden: false,
      down: false,
      maintenance: false,
      notFound: false,
      captcha: false,
      pdf: 'works',
      broken: [],
    };
    expect(await site.control('GET', 'trouble')).toEqual(usual);
    const given = { ...usual, latencyMs: 5, broken: [1], pdf: 'missing', down: true };
    expect(await site.control('PUT', 'trouble', given)).toEqual(given);
    expect(await site.control('PUT', 'trouble', { down: true })).toEqual({ ...usual, down: true });
  });

  it.each([
    ['html', 200, 'user-login'],
    ['forbidden', 403, '403 Forbidden'],
    ['down', 503, '503 Service Temporarily Unavailable'],
    ['notFound', 404, 'could not be found'],
  ])(
    '%s responds with a page and %i to everything, and changes nothing',
    async (name, status, said) => {
      const { site } = await start({});
      await site.ticket();
      await site.trouble({ [name]: true });
      const asked = [
        await site.get('invoice.json/1'),
        await site.get('invoice.pdf/1'),
        await site.ask('token', {}),
        await site.ask('invoice.json/1', {}),
        await site.send('POST', 'invoice.json', sample),
        await site.send('PUT', 'invoice.json/1', { ...sample, description: 'changed' }),
      ];
      for (const answer of asked) {
        expect(answer.status).toBe(status);
        expect(answer.headers.get('content-type')).toMatch(/^text\/html/);
        expect(answer.text).toContain(said);
      }
      await site.trouble({});
      expect((await site.get('invoice.json/1')).body.description).toBe('Order 10001');
      expect((await site.get('invoice.json/13')).status).toBe(404);
    },
  );

  it('maintenance does not affect the API and the login, but the token call', async () => {
    const { site } = await start({});
    await site.ticket();
    await site.trouble({ maintenance: true });
    expect((await site.get('invoice.json/1')).status).toBe(200);
    expect((await site.send('POST', 'invoice.json', sample)).status).toBe(201);
    expect((await site.login({ name: 'second', pass: 'second' })).status).toBe(302);
    for (const path of ['invoice/api/token', '', 'nosuch']) {
      const { status, text } = await site.page(path);
      expect({ path, status }).toEqual({ path, status: 503 });
      expect(text).toContain('Site under maintenance');
    }
  });

  it('captcha blocks logins with only name and password', async () => {
    const { site } = await start({ captcha: true });
    const answer = await site.login({ name: 'sandbox', pass: 'sandbox' });
    expect(answer.status).toBe(200);
    expect(answer.text).toContain('CAPTCHA');
    expect(answer.headers.get('set-cookie')).toBeNull();
  });

  it('with PDFs is a redirect without the library, and a page with 500 if it fails', async () => {
    const { site } = await start({ pdf: 'missing' });
    const missing = await site.get('invoice.pdf/3');
    expect(missing.status).toBe(302);
    expect(missing.headers.get('location')).toBe(`${site.url}/node/3`);
    expect((await site.page('node/3')).status).toBe(403);
    await site.trouble({ pdf: 'broken' });
    const broken = await site.get('invoice.pdf/3');
    expect(broken.status).toBe(500);
    expect(broken.headers.get('content-type')).toBe('application/pdf');
    expect(broken.text).toContain('The website encountered an unexpected error.');
    expect((await site.get('invoice.html/3')).status).toBe(200);
  });

  it('writes notices in front of the JSON', async () => {
    const { site } = await start({ phpWarning: true });
    for (const path of ['invoice.json/1', 'invoice.json']) {
      const { status, headers, text } = await site.get(path);
      expect({ status, type: headers.get('content-type') }).toEqual({
        status: 200,
        type: 'application/json',
      });
      expect(text).toMatch(/^<br \/>\n<b>Notice<\/b>: /);
      expect(text).toMatch(/\n(\{"id":1,|\[\{"id":12,)/);
    }
  });

  it('breaks some invoices, whether they exist or not', async () => {
    const { site } = await start({ broken: [2, 50] });
    for (const path of ['invoice.json/2', 'invoice.html/2', 'invoice.json/50']) {
      const { status, text } = await site.get(path);
      expect(status).toBe(500);
      expect(text).toContain('The website encountered an unexpected error.');
    }
    expect((await site.send('PUT', 'invoice.json/2', {})).status).toBe(500);
    expect((await site.get('invoice.json/3')).status).toBe(200);
  });

  it('responds with 429 to too many calls within a second', async () => {
    const { site, runtime } = await start({ rateLimitPerSecond: 2 });
    const statuses = async () => {
      const answers = await Promise.all([1, 2, 3].map((id) => site.get(`invoice.json/${id}`)));
      return answers.map(({ status }) => status).toSorted();
    };
    expect(await statuses()).toEqual([200, 200, 429]);
    const refused = await site.get('invoice.json/1');
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('1');
    runtime.advance(1_000);
    expect(await statuses()).toEqual([200, 200, 429]);
  });

  it('fails at the configured rate', async () => {
    const { site } = await start({ failRate: 0.5 });
    let failed = 0;
    for (let call = 0; call < 100; call += 1) {
      const { status } = await site.get('invoice.json/1');
      expect([200, 500]).toContain(status);
      if (status === 500) failed += 1;
    }
    expect(failed).toBeGreaterThan(30);
    expect(failed).toBeLessThan(70);
  });

  it('delays responses as configured', async () => {
    const { site, runtime } = await start({ latencyMs: 5_000 });
    let answered = false;
    const call = site.get('invoice.json/1').then(() => (answered = true));
    while (runtime.sleeping === 0) await new Promise((resolve) => setImmediate(resolve));
    runtime.advance(4_999);
    expect(answered).toBe(false);
    runtime.advance(1);
    await call;
  });

  it('does not affect Envoice, nor vice versa', async () => {
    const { site, control } = await start({ down: true });
    const headers = { 'x-auth-key': 'sandbox-key', 'x-auth-secret': 'sandbox-secret' };
    const envoice = () => fetch(`${control.url}/envoice/api/tax/all`, { headers });
    expect((await envoice()).status).toBe(200);
    await site.trouble({});
    await control.call('PUT', '/control/trouble', { html: true });
    expect((await site.get('invoice.json/1')).status).toBe(200);
    expect((await envoice()).status).toBe(503);
  });
});
