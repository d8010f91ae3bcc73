import { render } from 'preact';

import { App } from './app/app.tsx';
import { applyTheme } from './app/theme.ts';
import './styles/index.css';

applyTheme();

const root = document.querySelector('#app');
if (root !== null) render(<App />, root);
