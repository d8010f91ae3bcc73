import type { EventType } from '@invoice-relay/core/events';
import type { Activity } from '@invoice-relay/core/source';

import type { ActivityEntity } from '../../database/entities/activity.entity.ts';

/** An activity on its way into the log. */
export interface ArrivedActivity extends Activity {
  /** The id that it is kept under, where that is not its own. */
  readonly keptAs?: string;
}

/** Activities of one connection, to be kept: all that any way in has to hand over. */
export interface Arrival {
  readonly connectionId: string;
  readonly via: ActivityEntity['via'];
  /** Epoch milliseconds. */
  readonly receivedAt: number;
  readonly activities: readonly ArrivedActivity[];
  /** The trace context (`traceparent`) that brought them; left out without tracing. */
  readonly trace?: string;
  /** True when they stand in their order already, which their timestamps do not tell. */
  readonly inOrder?: true;
}

/** An event that was made, as far as those ask who handed its activity over. */
export interface AppendedEvent {
  readonly id: string;
  readonly activityId: string;
  readonly type: EventType;
  /** ISO 8601. */
  readonly timestamp: string;
  /** Whether the vendor said when it happened. */
  readonly isDated: boolean;
}

/** What became of an arrival. */
export interface Appended {
  /** In the order of its activities. */
  readonly events: readonly AppendedEvent[];
  /** Activities that were known already. */
  readonly duplicates: number;
  /** Activities that could not be read, and are in the quarantine. */
  readonly quarantined: number;
}
