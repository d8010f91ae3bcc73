export { createEnvoiceSource, createEnvoiceSource as createSource } from './source.ts';
export type { EnvoiceSource } from './source.ts';
export { envoiceCredentialsSchema, envoiceSettingsSchema } from './credentials.ts';
export type { EnvoiceCredentials, EnvoiceSettings } from './credentials.ts';
