import assert from 'node:assert/strict';

import { PayloadError } from '../errors/index.ts';
import type { JsonValue } from '../events/index.ts';
import { isArray, isObject } from '../json/index.ts';
import { eventsProblem } from '../source/index.ts';
import type { Activity } from '../source/index.ts';
import type { ContractCase } from './contract-case.ts';
import type { SourceContractOptions } from './contract-options.ts';
import { contractNow, fixtureBytes, webhookSubject } from './contract-subject.ts';
import type { WebhookSubject } from './contract-subject.ts';
import { decoded } from './same-activities.ts';
import { createSourceOptions } from './source-options.ts';
import { signed } from './webhook-calls.ts';

/** What vendors write one day where they used to write something else. */
const oddValues: readonly JsonValue[] = [null, 'odd', 7.5, [], {}];

/** An activity with one member changed, and a description of the change. */
interface OddActivity {
  readonly value: JsonValue;
  readonly what: string;
}

/**
 * What `parse` returns is acknowledged and stored, so `normalize` must be able to read it: vendors
 * leave members out, and change their types.
 */
export function oddShapeCase(options: SourceContractOptions<unknown>): ContractCase {
  return {
    name: 'webhook: whatever parse returns, normalize can read',
    run: async () => {
      const subject = webhookSubject(options);
      const { normalize } = options.createSource(createSourceOptions());
      for (const fixture of [...options.fixtures, options.unknownActivity]) {
        for (const { value, what } of oddActivities(decoded(fixtureBytes(fixture)))) {
          for (const activity of await parsed(subject, value, what)) {
            const problem = problemOf(() => normalize(activity));
            assert.ok(
              problem === undefined,
              `With ${what}, parse returns the activity ${fixture.id}, but normalize fails: ${problem}. A member that cannot be read becomes null; what parse refuses is not stored.`,
            );
          }
        }
      }
    },
  };
}

/** None if the vendor's webhooks cannot contain it, or `parse` refuses them. */
async function parsed(
  subject: WebhookSubject,
  value: JsonValue,
  what: string,
): Promise<readonly Activity[]> {
  const activity = new TextEncoder().encode(JSON.stringify(value));
  // The author's `sign` may need a member that is missing here.
  const request = await signed(subject, { activity }).catch(() => undefined);
  if (request === undefined) return [];
  try {
    return subject.webhook.parse(request, { now: contractNow });
  } catch (error) {
    assert.ok(
      error instanceof PayloadError,
      `With ${what}, parse threw ${String(error)} instead of a PayloadError.`,
    );
    return [];
  }
}

function problemOf(normalized: () => unknown): string | undefined {
  try {
    return eventsProblem(normalized(), { documents: false });
  } catch (error) {
    return `it threw ${String(error)}`;
  }
}

function oddActivities(text: string): readonly OddActivity[] {
  let value: JsonValue;
  try {
    value = JSON.parse(text);
  } catch {
    // Not JSON: nothing is known about its shape.
    return [];
  }
  return oddMembers(value, '');
}

/** With each member left out, and replaced by each odd value, at any depth. */
function oddMembers(value: JsonValue, path: string): readonly OddActivity[] {
  if (isArray(value)) {
    return value.flatMap((item, index) =>
      odd(item, `${path}[${index}]`, (other) => value.with(index, other)),
    );
  }
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, member]) => {
    const at = path === '' ? name : `${path}.${name}`;
    const { [name]: _, ...others } = value;
    return [
      { value: others, what: `no ${at}` },
      ...odd(member, at, (other) => ({ ...value, [name]: other })),
    ];
  });
}

function odd(
  value: JsonValue,
  path: string,
  within: (other: JsonValue) => JsonValue,
): readonly OddActivity[] {
  const replaced = oddValues.map((other) => ({
    value: within(other),
    what: `${path} = ${JSON.stringify(other)}`,
  }));
  const deeper = oddMembers(value, path).map((inner) => ({ ...inner, value: within(inner.value) }));
  return [...replaced, ...deeper];
}
