import { expect, test } from 'vitest';

import { readConfig } from './config.ts';

test('traces are off by default', () => {
  expect(readConfig({ OTEL_EXPORTER_OTLP_ENDPOINT: '' }).tracing).toBe(undefined);
  expect(readConfig({ OTEL_SERVICE_NAME: 'x', OTEL_TRACES_SAMPLER: 'nonsense' }).tracing).toBe(
    undefined,
  );
});

test.each([
  [
    { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318/' },
    { url: 'http://collector:4318/v1/traces', serviceName: 'invoice-relay', ratio: 1 },
  ],
  [
    {
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318',
      OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'https://traces.example.com/own',
      OTEL_SERVICE_NAME: 'relay-of-the-shop',
      OTEL_TRACES_SAMPLER: 'parentbased_traceidratio',
      OTEL_TRACES_SAMPLER_ARG: '0.1',
    },
    {
      url: 'https://traces.example.com/own',
      serviceName: 'relay-of-the-shop',
      sampler: 'parentbased_traceidratio',
      ratio: 0.1,
    },
  ],
  [
    {
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318',
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
      OTEL_BSP_MAX_QUEUE_SIZE: '10',
      OTEL_BSP_SCHEDULE_DELAY: '100',
    },
    { protocol: 'http/json', maxWaiting: 10, delayMs: 100 },
  ],
  // As Docker Compose passes unset variables.
  [
    {
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318',
      OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: '',
      OTEL_EXPORTER_OTLP_PROTOCOL: '',
      OTEL_SERVICE_NAME: '',
      OTEL_TRACES_SAMPLER: '',
      OTEL_TRACES_SAMPLER_ARG: '',
    },
    {
      url: 'http://collector:4318/v1/traces',
      protocol: 'http/protobuf',
      serviceName: 'invoice-relay',
      sampler: 'parentbased_always_on',
    },
  ],
])('%o', (environment, tracing) => {
  expect(readConfig(environment).tracing).toMatchObject(tracing);
});

test.each([[{ OTEL_SDK_DISABLED: 'TRUE' }], [{ OTEL_TRACES_EXPORTER: 'none' }]])(
  '%o turns them off',
  (off) => {
    expect(readConfig({ OTEL_EXPORTER_OTLP_ENDPOINT: 'nonsense', ...off }).tracing).toBe(undefined);
  },
);

const endpoint = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' };

test.each([
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4318' }, /^OTEL_EXPORTER_OTLP_ENDPOINT: must be/],
  [{ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: '/' }, /^OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: must be/],
  [{ ...endpoint, OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' }, /^OTEL_EXPORTER_OTLP_PROTOCOL: must be/],
  [{ ...endpoint, OTEL_BSP_MAX_QUEUE_SIZE: '-1' }, /^OTEL_BSP_MAX_QUEUE_SIZE: must be a whole/],
  [{ ...endpoint, OTEL_TRACES_SAMPLER: 'jaeger_remote' }, /^OTEL_TRACES_SAMPLER: must be one of/],
  [
    { ...endpoint, OTEL_TRACES_SAMPLER: 'traceidratio', OTEL_TRACES_SAMPLER_ARG: '10%' },
    /^OTEL_TRACES_SAMPLER_ARG: must be a number/,
  ],
])('%o is refused with a reason', (environment, reason) => {
  expect(() => readConfig(environment)).toThrow(reason);
});
