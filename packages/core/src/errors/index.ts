export {
  AmountError,
  ConfigError,
  InvoiceRelayError,
  PayloadError,
  SignatureError,
  SourceError,
} from './errors.ts';
export type {
  AmountErrorCode,
  PayloadErrorCode,
  SignatureErrorCode,
  SourceErrorCode,
} from './errors.ts';
