import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: { main: 'src/main.ts', cli: 'src/cli.ts' },
  platform: 'node',
  dts: false,
});
