export { activityId, writeRecord } from './write.ts';
export { readRecord, recordOf } from './read.ts';
export type { InvoiceRecord } from './record.ts';
