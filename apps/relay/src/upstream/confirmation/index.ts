export { ConfirmationHandler } from './confirmation-handler.ts';
export { ConfirmationPurgeHandler } from './confirmation-purge-handler.ts';
export { ConfirmationModule } from './confirmation.module.ts';
