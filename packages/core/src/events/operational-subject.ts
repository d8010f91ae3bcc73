import * as v from 'valibot';

/** What an operational event is about. */
export const operationalSubjectKindSchema = v.picklist(['subscription', 'connection']);
export type OperationalSubjectKind = v.InferOutput<typeof operationalSubjectKindSchema>;
