import { closestMatch } from 'leven';

import { variableNames } from './config.ts';

/** OpenTelemetry has many more than the relay reads, and other names are short. */
const ours = variableNames.filter((name) => !name.startsWith('OTEL_'));
const longOnes = ours.filter((name) => name.length >= 8);

/**
 * Kubernetes sets these in every container for a service that is called `relay`, or `relay-…`.
 * https://kubernetes.io/docs/concepts/services-networking/service/#environment-variables
 */
const serviceLink =
  /_SERVICE_HOST$|_SERVICE_PORT(_[A-Z0-9_]+)?$|_PORT_\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?$/;
const serviceAddress = /^(tcp|udp|sctp):\/\//;

/** A variable that was probably meant for the relay, but does not exist. */
export interface UnknownVariable {
  readonly name: string;
  /** What is wrong and what may have been meant, human-readable. Contains no value. */
  readonly message: string;
}

/**
 * Finds variables that have no effect: anything starting with `RELAY_`, and near misses of existing
 * names. They are reported rather than rejected, as other programs set such variables too.
 */
export function unknownVariables(
  environment: Readonly<Record<string, string | undefined>>,
): readonly UnknownVariable[] {
  return Object.entries(environment).flatMap(([name, value]) => {
    if (ours.includes(name) || (value ?? '').trim() === '') return [];
    if (serviceLink.test(name) || serviceAddress.test(value ?? '')) return [];
    const meant = meantBy(name.toUpperCase());
    if (meant === undefined && !/^RELAY_/i.test(name)) return [];
    const hint =
      meant === undefined
        ? '"Run the relay" in the documentation lists all of them.'
        : `Did you mean ${meant}?`;
    return [{ name, message: `${name} has no effect: the relay has no such variable. ${hint}` }];
  });
}

function meantBy(name: string): string | undefined {
  if (!name.startsWith('RELAY_')) return closestMatch(name, longOnes, { maxDistance: 2 });
  // With a prefix that only some have, such as RELAY_PORT.
  const bare = name.slice('RELAY_'.length);
  if (ours.includes(bare)) return bare;
  return closestMatch(name, ours, { maxDistance: 3 });
}
