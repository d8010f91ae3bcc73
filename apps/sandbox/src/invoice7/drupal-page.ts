import { escapeHtml } from '../http/html.ts';
import { siteRoot } from './site-root.ts';

/**
 * A page in Drupal's theme, for browsers and for programs that call the wrong URL. The sentences
 * are Drupal's (observed); the surrounding page is shortened.
 */
export function drupalPage(options: { readonly title: string; readonly body: string }): string {
  const title = escapeHtml(options.title);
  return `<!DOCTYPE html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8" />
<meta name="Generator" content="Drupal 7 (http://drupal.org)" />
<title>${title} | Invoice 7 sandbox</title>
</head>
<body class="html not-front page-invoice">
<div id="page"><h1 class="title" id="page-title">${title}</h1>
<div class="region region-content">${options.body}</div></div>
</body>
</html>
`;
}

export const accessDeniedPage = drupalPage({
  title: 'Access denied',
  body: '<p>You are not authorized to access this page.</p>',
});

export const maintenancePage = drupalPage({
  title: 'Site under maintenance',
  body: '<p>Invoice 7 sandbox is currently under maintenance. We should be back shortly. Thank you for your patience.</p>',
});

export const errorPage = drupalPage({
  title: 'Error',
  body: '<p>The website encountered an unexpected error. Please try again later.</p>',
});

/**
 * A page of whatever is in front of the site, so it doesn't mention Drupal (guess: they all
 * differ).
 */
function frontPage(title: string): string {
  return `<html>\n<head><title>${title}</title></head>\n<body><center><h1>${title}</h1></center></body>\n</html>\n`;
}

export const refusedInFront = frontPage('403 Forbidden');
export const tooManyInFront = frontPage('429 Too Many Requests');
export const unavailableInFront = frontPage('503 Service Temporarily Unavailable');

/** @param message shown above the form, e.g. why a login failed */
export function loginPage(message?: string): string {
  const said = message === undefined ? '' : `<div class="messages error">${message}</div>`;
  return drupalPage({
    title: 'User account',
    body: `${said}<form action="${siteRoot}/user/login" method="post" id="user-login" accept-charset="UTF-8"><div>
<label for="edit-name">Username</label> <input type="text" id="edit-name" name="name" />
<label for="edit-pass">Password</label> <input type="password" id="edit-pass" name="pass" />
<input type="hidden" name="form_id" value="user_login" />
<input type="submit" id="edit-submit" name="op" value="Log in" /></div></form>`,
  });
}

/** @param path the requested path */
export function notFoundPage(path: string): string {
  return drupalPage({
    title: 'Page not found',
    body: `<p>The requested page "${escapeHtml(path)}" could not be found.</p>`,
  });
}
