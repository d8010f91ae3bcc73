import type { EventType } from '@invoice-relay/core/events';
import type { Activity } from '@invoice-relay/core/source';

import type { ActivityEntity } from '../../database/entities/activity.entity.ts';

/** An activity on its way into the log. */
export interface ArrivedActivity extends Activity {
  /** The id to store it under, if not its own. */
  readonly keptAs?: string;
}

/** Activities of one connection to be stored: all that any way in has to pass on. */
export interface Arrival {
  readonly connectionId: string;
  readonly via: ActivityEntity['via'];
  /** Epoch milliseconds. */
  readonly receivedAt: number;
  readonly activities: readonly ArrivedActivity[];
  /** The trace context (`traceparent`) that brought them; omitted without tracing. */
  readonly trace?: string;
  /** True if they are already in order, which their timestamps do not show. */
  readonly inOrder?: true;
}

/** An event that was created, as far as the callers need it. */
export interface AppendedEvent {
  readonly id: string;
  readonly activityId: string;
  readonly type: EventType;
  /** ISO 8601. */
  readonly timestamp: string;
  /** Whether the vendor said when it happened. */
  readonly isDated: boolean;
}

/** The outcome of an arrival. */
export interface Appended {
  /** In the order of its activities. */
  readonly events: readonly AppendedEvent[];
  /** Activities that were already known. */
  readonly duplicates: number;
  /** Activities that could not be read, and are in the quarantine. */
  readonly quarantined: number;
}
