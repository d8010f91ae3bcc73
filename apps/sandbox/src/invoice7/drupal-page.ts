import { escapeHtml } from '../http/html.ts';

/** A page as Drupal's theme wraps it: what people see, and programs that come at the wrong time. */
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

export const unauthorizedPage = drupalPage({
  title: 'Unauthorized',
  body: '<p>This server could not verify that you are authorized to access the document requested.</p>',
});

export const forbiddenPage = drupalPage({
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

export const tooManyPage = drupalPage({
  title: 'Too Many Requests',
  body: '<p>You have sent too many requests in a given amount of time.</p>',
});

export const loginPage = drupalPage({
  title: 'User account',
  body: `<form action="/invoice7/user/login" method="post" id="user-login" accept-charset="UTF-8"><div>
<label for="edit-name">Username</label> <input type="text" id="edit-name" name="name" />
<label for="edit-pass">Password</label> <input type="password" id="edit-pass" name="pass" />
<input type="submit" id="edit-submit" name="op" value="Log in" /></div></form>`,
});

/** @param path with which the page was asked for */
export function notFoundPage(path: string): string {
  return drupalPage({
    title: 'Page not found',
    body: `<p>The requested page "${escapeHtml(path)}" could not be found.</p>`,
  });
}
