import { useState } from 'preact/hooks';

import { Segments } from '../ui/choices.tsx';
import { chooseTheme, readTheme } from './theme.ts';
import type { Theme } from './theme.ts';

const themes = [
  { value: 'system', label: 'Auto' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
];

export function ThemeChoice() {
  const [theme, setTheme] = useState<Theme>(readTheme);
  return (
    <Segments
      label="Color theme"
      value={theme}
      choices={themes}
      onChange={(value) => {
        setTheme(value as Theme);
        chooseTheme(value as Theme);
      }}
    />
  );
}
