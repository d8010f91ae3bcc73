import type { OperationalAttributes, OperationalEventType } from '@invoice-relay/core/events';

/** Something to tell of the relay itself. */
export interface OperationalNews<Type extends OperationalEventType = OperationalEventType> {
  readonly type: Type;
  /** The connection that it is about; null when it is about none in particular. */
  readonly connectionId: string | null;
  /** The id of the subscription or connection that it is about. */
  readonly subjectId: string;
  readonly attributes: OperationalAttributes<Type>;
}

/** Operational news of any type, its attributes those of the type. */
export type AnyOperationalNews = {
  [Type in OperationalEventType]: OperationalNews<Type>;
}[OperationalEventType];
