import { ConfigError } from '@invoice-relay/core/errors';
import { describe, expect, it } from 'vitest';

import { readConfig } from './config.ts';

describe('readConfig', () => {
  it('has a default for every variable', () => {
    expect(readConfig({})).toEqual({
      host: '127.0.0.1',
      port: 4200,
      dataFile: null,
      logLevel: 'info',
    });
  });

  it('treats empty variables as unset', () => {
    expect(readConfig({ PORT: '', HOST: ' ', SANDBOX_DATA: '' })).toEqual(readConfig({}));
  });

  it('reads all variables', () => {
    expect(
      readConfig({ HOST: '0.0.0.0', PORT: '0', SANDBOX_DATA: './s.sqlite', LOG_LEVEL: 'debug' }),
    ).toEqual({ host: '0.0.0.0', port: 0, dataFile: './s.sqlite', logLevel: 'debug' });
  });

  it('lists every problem, not only the first', () => {
    const problems = [
      'PORT must be a whole number from 0 to 65535; 0 takes any free port',
      'LOG_LEVEL must be one of fatal, error, warn, info, debug, trace, silent',
    ];
    const read = () => readConfig({ PORT: '70000', LOG_LEVEL: 'loud' });
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(expect.objectContaining({ problems }));
  });

  it.each(['-1', '42.5', '0x10', 'http', '123456'])('rejects the port %s', (port) => {
    expect(() => readConfig({ PORT: port })).toThrow(/^PORT must be a whole number/);
  });
});
