import type { OperationalAttributes, OperationalEventType } from '@invoice-relay/core/events';

/** Something to report about the relay itself. */
export interface OperationalNews<Type extends OperationalEventType = OperationalEventType> {
  readonly type: Type;
  /** The connection that it is about; null if none in particular. */
  readonly connectionId: string | null;
  /** The id of the subscription or connection that it is about. */
  readonly subjectId: string;
  readonly attributes: OperationalAttributes<Type>;
}

/** An operational event of any type, with the attributes of that type. */
export type AnyOperationalNews = {
  [Type in OperationalEventType]: OperationalNews<Type>;
}[OperationalEventType];
