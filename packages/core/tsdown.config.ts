import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: {
    errors: 'src/errors/index.ts',
    events: 'src/events/index.ts',
    models: 'src/models/index.ts',
    signature: 'src/signature/index.ts',
    source: 'src/source/index.ts',
    testing: 'src/testing/index.ts',
  },
  platform: 'neutral',
  dts: true,
});
