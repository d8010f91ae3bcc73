import type { IDataObject } from 'n8n-workflow';

/** An event as the relay hands it out. */
export interface EventBody {
  readonly type: string;
  readonly timestamp: string;
  readonly data: { readonly id: string };
}

/**
 * An event as a workflow sees it: what the relay nests in `data` stands beside `type` and
 * `timestamp`, so that `{{ $json.invoice.number }}` and `{{ $json.subject.id }}` just work.
 */
export function flattenEvent({ type, timestamp, data }: EventBody): IDataObject {
  const { id, ...members } = data;
  return { id, type, timestamp, ...members };
}

/** The event in a body, or undefined when it is none. */
export function readEventBody(body: Uint8Array): EventBody | undefined {
  try {
    const parsed = JSON.parse(new TextDecoder().decode(body)) as Partial<EventBody> | null;
    return typeof parsed?.type === 'string' &&
      typeof parsed.timestamp === 'string' &&
      typeof parsed.data?.id === 'string'
      ? (parsed as EventBody)
      : undefined;
  } catch {
    return undefined;
  }
}
