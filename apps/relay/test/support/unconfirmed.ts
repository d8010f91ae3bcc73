import type { TestRelay } from './relay.ts';

/** The ids of the activities of all events, in the order of the log. */
export async function eventIds(relay: TestRelay): Promise<string[]> {
  const { body } = await relay.call('GET', '/v1/events?limit=200');
  return body.data.map(({ data }: { data: { activity: { id: string } } }) => data.activity.id);
}

/** How a connection verifies its webhooks, as the API returns it. */
export async function verificationOf(relay: TestRelay, id: string) {
  return (await relay.call('GET', `/v1/connections/${id}`)).body.verification;
}

/** @returns undefined if there is no such metric */
export async function metric(relay: TestRelay, name: string): Promise<number | undefined> {
  const { body } = await relay.call('GET', '/metrics');
  const line = (body as string).split('\n').find((one) => one.startsWith(`${name} `));
  return line === undefined ? undefined : Number(line.slice(name.length + 1));
}

/** How many activities wait to be confirmed. */
export const waiting = 'invoice_relay_unconfirmed_activities';
