import type { FastifyRequest } from 'fastify';

import { siteUsers } from './account.ts';
import { pageAnswer, type SiteAnswer } from './answer.ts';
import { samePassword } from './basic.ts';
import type { SiteContext } from './context.ts';
import { siteRoot } from './site-root.ts';
import { accessDeniedPage, drupalPage, loginPage } from './drupal-page.ts';
import { endedCookie, scopeOf, sessionCookie, sessionIdOf } from './session.ts';

interface Asked {
  readonly context: SiteContext;
  readonly request: FastifyRequest;
}

/** The login form and its result: a redirect with the session cookie (observed). */
export function answerLogin(options: Asked): SiteAnswer {
  const { context, request } = options;
  const { sessions, store, runtime } = context;
  const scope = scopeOf({ request, settings: store.settings.siteSettings });
  const already = sessions.userOf(sessionIdOf(request, scope));
  if (already !== undefined) return redirect({ ...options, uid: already });
  const form = new URLSearchParams(Buffer.isBuffer(request.body) ? request.body.toString() : '');
  if (request.method !== 'POST' || form.get('form_id') !== 'user_login') {
    return pageAnswer({ status: 200, html: loginPage() });
  }
  if (store.settings.siteTrouble.captcha) {
    const said = 'The answer you entered for the CAPTCHA was not correct.';
    return pageAnswer({ status: 200, html: loginPage(said) });
  }
  const name = (form.get('name') ?? '').trim().toLowerCase();
  const now = runtime.now();
  if (sessions.isBlocked({ name, now })) {
    const said =
      'Sorry, there have been more than 5 failed login attempts for this account. It is temporarily blocked.';
    return pageAnswer({ status: 403, html: loginPage(said) });
  }
  const user = siteUsers.find(({ username }) => username === name);
  if (user === undefined || !samePassword(user.password, form.get('pass') ?? '')) {
    sessions.noteFailure({ name, now });
    return pageAnswer({
      status: 200,
      html: loginPage('Sorry, unrecognized username or password.'),
    });
  }
  sessions.forgetFailures(name);
  const cookie = sessionCookie({ scope, id: sessions.begin(user.uid), now });
  return redirect({ ...options, uid: user.uid, cookie });
}

/** The token required for writes, as plain text. It is bound to the cookie's id (observed). */
export function answerToken(options: Asked): SiteAnswer {
  const { request, context } = options;
  const { sessions, store } = context;
  const scope = scopeOf({ request, settings: store.settings.siteSettings });
  const id = sessionIdOf(request, scope);
  // Without a cookie, each request gets its own session, which can't be resumed.
  const body = sessions.token(id ?? sessions.begin(0));
  const ended = id !== undefined && sessions.userOf(id) === undefined;
  return {
    status: 200,
    type: 'text/plain;charset=UTF-8',
    body,
    ...(ended && { headers: { 'set-cookie': endedCookie(scope) } }),
  };
}

/** The user page, for logged-in users. */
export function answerUser(options: Asked): SiteAnswer {
  const { request, context } = options;
  const scope = scopeOf({ request, settings: context.store.settings.siteSettings });
  const uid = context.sessions.userOf(sessionIdOf(request, scope));
  const user = siteUsers.find((one) => one.uid === uid);
  if (user === undefined) return pageAnswer({ status: 403, html: accessDeniedPage });
  return pageAnswer({ status: 200, html: drupalPage({ title: user.username, body: '' }) });
}

function redirect(options: Asked & { readonly uid: number; readonly cookie?: string }): SiteAnswer {
  const { request, context, uid, cookie } = options;
  const { https } = context.store.settings.siteSettings;
  const origin = `${https ? 'https' : 'http'}://${request.headers.host ?? 'localhost'}`;
  return {
    status: 302,
    type: 'text/html; charset=UTF-8',
    body: '',
    headers: {
      location: `${origin}${siteRoot}/user/${uid}`,
      ...(cookie !== undefined && { 'set-cookie': cookie }),
    },
  };
}
