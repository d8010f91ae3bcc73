import type { OperationalAttributes, OperationalEventType } from '@invoice-relay/core/events';

/** An operational event that is to be written to the log: something about the relay itself. */
export interface NewOperationalEvent<Type extends OperationalEventType = OperationalEventType> {
  readonly type: Type;
  /** The connection that it is about; null if none in particular. */
  readonly connectionId: string | null;
  /** The id of the subscription or connection that it is about. */
  readonly subjectId: string;
  readonly attributes: OperationalAttributes<Type>;
}

/** An operational event of any type, with the attributes of that type. */
export type AnyNewOperationalEvent = {
  [Type in OperationalEventType]: NewOperationalEvent<Type>;
}[OperationalEventType];
