import { expect, test } from 'vitest';

import { unknownVariables } from './unknown-variables.ts';

test.each([
  ['RELAY_ALOW_PRIVATE_NETWORKS', 'RELAY_ALLOW_PRIVATE_NETWORKS'],
  ['RELAY_KEEP_EVENT_DAYS', 'RELAY_KEEP_EVENTS_DAYS'],
  ['RELAY_ENCRYPTION_KEY_PREVIUOS', 'RELAY_ENCRYPTION_KEY_PREVIOUS'],
  ['RELAY_APIKEY', 'RELAY_API_KEY'],
  ['relay_api_key', 'RELAY_API_KEY'],
  ['RELY_API_KEY', 'RELAY_API_KEY'],
  ['RELAY_PORT', 'PORT'],
  ['RELAY_DATABASE_URL', 'DATABASE_URL'],
  ['DATABSE_URL', 'DATABASE_URL'],
  ['DATABASE_POOLSIZE', 'DATABASE_POOL_SIZE'],
  ['PUBLIC_ULR', 'PUBLIC_URL'],
  ['LOGLEVEL', 'LOG_LEVEL'],
])('%s is reported, with %s as a suggestion, without its value', (name, meant) => {
  expect(unknownVariables({ [name]: 'a-secret-value' })).toEqual([
    {
      name,
      message: `${name} has no effect: the relay has no such variable. Did you mean ${meant}?`,
    },
  ]);
});

test('a variable similar to no other is reported too', () => {
  expect(unknownVariables({ RELAY_WEBHOOK_COLOUR: 'red' })).toMatchObject([
    { message: expect.stringContaining('lists all of them') },
  ]);
});

test('known variables, those of other programs, and those set by Kubernetes are left alone', () => {
  const environment = {
    RELAY_API_KEY: 'a',
    PORT: '1',
    HOME: '/root',
    HOSTNAME: 'box',
    POST: 'x',
    DATABASE_PASSWORD: 'x',
    OTEL_RESOURCE_ATTRIBUTES: 'a=b',
    OTEL_SERVICE_NAM: 'x',
    RELAY_NOTHING: '',
    RELAY_PORT: 'tcp://10.0.0.1:4100',
    RELAY_SERVICE_HOST: '10.0.0.1',
    RELAY_SERVICE_PORT: '4100',
    RELAY_SERVICE_PORT_HTTP: '4100',
    RELAY_PORT_4100_TCP: 'tcp://10.0.0.1:4100',
    RELAY_PORT_4100_TCP_ADDR: '10.0.0.1',
    RELAY_API_PORT_4100_TCP_PROTO: 'tcp',
  };
  expect(unknownVariables(environment)).toEqual([]);
});
