import { describe, expect, it, vi } from 'vitest';

import { makeSender, serveHttp } from '../../../test/support/http-sender-setup.ts';

/** Sends to a subscriber that responds with 200 and this. */
async function answered(options: {
  readonly contentType?: string;
  readonly body?: string;
  readonly expect: { readonly contentType?: string; readonly bodyIncludes?: string };
}) {
  const { contentType, body = '' } = options;
  const subscriber = await serveHttp((_, response) =>
    response
      .writeHead(200, contentType === undefined ? {} : { 'content-type': contentType })
      .end(body),
  );
  const onDecided = vi.fn<() => void>();
  const result = await makeSender().send({
    url: `http://hooks.test:${subscriber.port}/`,
    headers: {},
    body: '{}',
    expect: options.expect,
    onDecided,
  });
  return { ...result, early: onDecided.mock.calls.length === 1 };
}

describe('what a subscription expects of a response', () => {
  it.each([
    [{ contentType: 'application/json', expect: { contentType: 'application/json' } }],
    [
      {
        contentType: 'Application/JSON; charset=utf-8',
        expect: { contentType: 'application/json' },
      },
    ],
    [{ body: '{"ok": true}', expect: { bodyIncludes: '"ok"' } }],
    [{ body: `${'x'.repeat(2_000)} ok`, expect: { bodyIncludes: 'ok' } }],
  ])('is met: %j', async (options) => {
    expect(await answered(options)).toMatchObject({ status: 200, error: null });
  });

  it('a login page with status 200 is not a success', async () => {
    const page = { contentType: 'text/html', body: '<form>Sign in</form>' };
    expect(await answered({ ...page, expect: { contentType: 'application/json' } })).toMatchObject({
      status: 200,
      error: expect.stringMatching(/"text\/html".*expects "application\/json"/),
    });
    expect(await answered({ ...page, expect: { bodyIncludes: '"ok"' } })).toMatchObject({
      status: 200,
      error: expect.stringMatching(/does not contain the text/),
    });
    expect(await answered({ expect: { contentType: 'application/json' } })).toMatchObject({
      error: expect.stringMatching(/without a Content-Type/),
    });
  });

  it('a text is searched for in the first 64 KiB', async () => {
    const far = { body: `${'x'.repeat(70_000)}ok`, expect: { bodyIncludes: 'ok' } };
    expect((await answered(far)).error).toMatch(/does not contain/);
  });

  it('the outcome is known from the status, unless the body decides', async () => {
    const contentType = 'application/json';
    expect((await answered({ contentType, expect: { contentType } })).early).toBe(true);
    expect((await answered({ body: 'ok', expect: { bodyIncludes: 'ok' } })).early).toBe(false);
  });
});
