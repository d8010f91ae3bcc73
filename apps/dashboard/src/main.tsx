import { render } from 'preact';

import { App } from './app/app.tsx';
import { applyTheme } from './app/theme.ts';
import './styles/index.css';

applyTheme();

// After an upgrade of the relay, an open page asks for files that are gone: load it anew, once.
const reloadedKey = 'invoice-relay-reloaded';
addEventListener('vite:preloadError', (event) => {
  if (sessionStorage.getItem(reloadedKey) === location.href) return;
  sessionStorage.setItem(reloadedKey, location.href);
  event.preventDefault();
  location.reload();
});

const root = document.querySelector('#app');
if (root !== null) render(<App />, root);
