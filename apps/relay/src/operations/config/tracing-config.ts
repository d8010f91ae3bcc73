import * as v from 'valibot';

/** Where traces go, and which. */
export interface TracingConfig {
  /** Where spans are posted to, such as `http://collector:4318/v1/traces`. */
  readonly url: string;
  readonly serviceName: string;
  readonly sampler: (typeof samplers)[number];
  /** The fraction of traces that a ratio sampler takes, from 0 to 1. */
  readonly ratio: number;
  readonly protocol: (typeof protocols)[number];
  /** Maximum number of spans waiting to be exported; more are dropped. */
  readonly maxWaiting: number;
  /** How long spans are batched before they are exported, in milliseconds. */
  readonly delayMs: number;
}

const protocols = ['http/protobuf', 'http/json'] as const;

const samplers = [
  'always_on',
  'always_off',
  'traceidratio',
  'parentbased_always_on',
  'parentbased_always_off',
  'parentbased_traceidratio',
] as const;

const variable = v.optional(v.string());

/**
 * OpenTelemetry's own variables. They may be meant for other programs, so `readTracing` validates
 * them.
 */
export const tracingVariables = {
  OTEL_SDK_DISABLED: variable,
  OTEL_TRACES_EXPORTER: variable,
  OTEL_EXPORTER_OTLP_ENDPOINT: variable,
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: variable,
  OTEL_EXPORTER_OTLP_PROTOCOL: variable,
  OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: variable,
  OTEL_SERVICE_NAME: variable,
  OTEL_TRACES_SAMPLER: variable,
  OTEL_TRACES_SAMPLER_ARG: variable,
  OTEL_BSP_MAX_QUEUE_SIZE: variable,
  OTEL_BSP_SCHEDULE_DELAY: variable,
};

type Given = v.InferOutput<v.ObjectSchema<typeof tracingVariables, undefined>>;

/**
 * Reads the variables defined by OpenTelemetry's specification. Undefined if tracing is off: then
 * none of them is validated, as they may be meant for other programs.
 *
 * @param problems collects what is wrong, each starting with the variable's name
 */
export function readTracing(given: Given, problems: string[]): TracingConfig | undefined {
  const {
    OTEL_EXPORTER_OTLP_ENDPOINT: base,
    OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: own,
    OTEL_SERVICE_NAME: serviceName,
    OTEL_TRACES_SAMPLER: namedSampler,
    OTEL_TRACES_SAMPLER_ARG: ratioText,
  } = given;
  // According to the specification, an empty variable counts as unset.
  const endpoint = own || base;
  if (!endpoint || isOff(given)) return undefined;
  const name = !own ? 'OTEL_EXPORTER_OTLP_ENDPOINT' : 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT';
  const url = URL.parse(endpoint);
  if (url === null || !['http:', 'https:'].includes(url.protocol)) {
    problems.push(`${name}: must be an http or https URL, such as http://127.0.0.1:4318`);
  }
  const samplerName = namedSampler || 'parentbased_always_on';
  const sampler = samplers.find((one) => one === samplerName);
  if (sampler === undefined) {
    problems.push(`OTEL_TRACES_SAMPLER: must be one of: ${samplers.join(', ')}`);
  }
  const ratio = Number(ratioText || '1');
  const hasRatio = samplerName.endsWith('traceidratio');
  if (hasRatio && !(ratio >= 0 && ratio <= 1)) {
    problems.push('OTEL_TRACES_SAMPLER_ARG: must be a number from 0 to 1, such as 0.1');
  }
  const protocol = protocolOf(given, problems);
  const maxWaiting = count('OTEL_BSP_MAX_QUEUE_SIZE', { given, defaultValue: 2_048, problems });
  const delayMs = count('OTEL_BSP_SCHEDULE_DELAY', { given, defaultValue: 5_000, problems });
  if (url === null || sampler === undefined || protocol === undefined) return undefined;
  return {
    protocol,
    maxWaiting,
    delayMs,
    url: own || `${endpoint.replace(/\/+$/, '')}/v1/traces`,
    serviceName: serviceName || 'invoice-relay',
    sampler,
    ratio: hasRatio ? ratio : 1,
  };
}

function protocolOf(given: Given, problems: string[]): TracingConfig['protocol'] | undefined {
  const name = given.OTEL_EXPORTER_OTLP_TRACES_PROTOCOL
    ? 'OTEL_EXPORTER_OTLP_TRACES_PROTOCOL'
    : 'OTEL_EXPORTER_OTLP_PROTOCOL';
  const wanted = given[name] || 'http/protobuf';
  const protocol = protocols.find((one) => one === wanted);
  if (protocol === undefined) {
    problems.push(
      `${name}: must be one of: ${protocols.join(', ')}. Collectors accept these on port 4318, and grpc on 4317`,
    );
  }
  return protocol;
}

function count(
  name: 'OTEL_BSP_MAX_QUEUE_SIZE' | 'OTEL_BSP_SCHEDULE_DELAY',
  options: { readonly given: Given; readonly defaultValue: number; readonly problems: string[] },
): number {
  const { given, defaultValue, problems } = options;
  const value = Number(given[name] || defaultValue);
  if (!Number.isSafeInteger(value) || value < 1) {
    problems.push(`${name}: must be a whole number above 0, such as ${defaultValue}`);
  }
  return value;
}

function isOff({ OTEL_SDK_DISABLED: disabled, OTEL_TRACES_EXPORTER: exporter }: Given): boolean {
  return disabled?.trim().toLowerCase() === 'true' || exporter?.trim() === 'none';
}
