export { signEnvoiceWebhook } from './sign-webhook.ts';
