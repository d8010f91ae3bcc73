import { hostileCredentials } from './material.ts';
import type { HostileMaterial, HostileRequest } from './material.ts';

/** The minimum number to keep available for attacks. */
const least: Readonly<Record<string, number>> = { connections: 3, subscriptions: 4 };

/**
 * A call that keeps something available for changes and deletion, or looks up its results;
 * undefined while there is enough.
 */
export function supplyingCall(material: HostileMaterial): HostileRequest | undefined {
  const { targets, random, sinkUrl } = material;
  const missing = Object.keys(least).find((name) => targets.count(name) < (least[name] ?? 0));
  const connection = targets.pick('connections', random);
  if (missing === 'connections') {
    return plainCall('POST', '/v1/connections', material, {
      source: 'envoice',
      name: 'hostile',
      credentials: hostileCredentials,
    });
  }
  if (missing === 'subscriptions') {
    return plainCall('POST', '/v1/subscriptions', material, {
      url: `${sinkUrl}/${random.integer(0, 9)}`,
      eventTypes: ['*'],
      connectionIds: [connection],
    });
  }
  return random.chance(0.02) ? search(material) : undefined;
}

/** A list of what belongs to something created by hostile callers. */
function search(material: HostileMaterial): HostileRequest | undefined {
  const { api, random, targets } = material;
  const lists = api.operations.flatMap(({ method, path, parameters }) =>
    method === 'GET' && !path.includes('{')
      ? parameters
          .filter(({ name }) => name === 'connectionId' || name === 'subscriptionId')
          .map(({ name }) => ({ path, name }))
      : [],
  );
  const { path, name } = random.pick(lists);
  const id = targets.pick(name === 'connectionId' ? 'connections' : 'subscriptions', random);
  return id === undefined ? undefined : plainCall('GET', `${path}?${name}=${id}`, material);
}

/** A well-formed call with the first key, which may do everything. */
export function plainCall(
  method: string,
  path: string,
  { keys }: HostileMaterial,
  body?: object,
): HostileRequest {
  const text = body === undefined ? '' : JSON.stringify(body);
  const lines = [
    `${method} ${path} HTTP/1.1`,
    'Host: relay',
    `Authorization: Bearer ${keys[0]}`,
    ...(body === undefined ? [] : ['Content-Type: application/json']),
    `Content-Length: ${Buffer.byteLength(text)}`,
  ];
  const bytes = Buffer.from(`${lines.join('\r\n')}\r\n\r\n${text}`);
  return { bytes, isWhole: true, method, path };
}
