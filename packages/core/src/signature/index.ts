export { schemePartSchema, signatureSchemeSchema } from './scheme.ts';
export type { SchemePart, SignatureScheme } from './scheme.ts';
export { stringStyles, textFormSchema } from './text-form.ts';
export type { StringStyle, TextForm } from './text-form.ts';
export { writeForm } from './write-form.ts';
export type { JsonText } from './write-form.ts';
export type { SignatureMaterial } from './material.ts';
export { alternativeSchemes } from './alternative-schemes.ts';
export { describeScheme } from './describe-scheme.ts';
export {
  schemeCoversActivity,
  schemeUsesSecret,
  trustworthySchemeSchema,
} from './scheme-properties.ts';
export { signWithScheme } from './sign-with-scheme.ts';
export { verifyWithScheme } from './verify-with-scheme.ts';
export { detectScheme, isReadableSignature } from './detect-scheme.ts';
export { maximumDetectableBytes } from './maximum-detectable.ts';
export type { SchemeDetection } from './detect-scheme.ts';

export type { WebhookBody } from './standard-webhooks/content.ts';
export type { ReceivedHeaders } from './standard-webhooks/headers.ts';
export { signStandardWebhook } from './standard-webhooks/sign.ts';
export type { StandardWebhookHeaders } from './standard-webhooks/sign.ts';
export { verifyStandardWebhook } from './standard-webhooks/verify.ts';
export type { VerifiedStandardWebhook } from './standard-webhooks/verify.ts';
export {
  generateStandardWebhookKeyPair,
  generateStandardWebhookSecret,
} from './standard-webhooks/generate.ts';
export { standardWebhookSecretSchema } from './standard-webhooks/v1.ts';
