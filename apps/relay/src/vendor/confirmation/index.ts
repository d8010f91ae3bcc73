export { ConfirmationModule } from './confirmation.module.ts';
export { Confirmer } from './confirmer.ts';
