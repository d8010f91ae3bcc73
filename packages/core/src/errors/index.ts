export {
  AmountError,
  ConfigError,
  InputError,
  InvoiceRelayError,
  PayloadError,
  SignatureError,
  SourceError,
  VendorError,
} from './errors.ts';
export type {
  AmountErrorCode,
  PayloadErrorCode,
  SignatureErrorCode,
  SourceErrorCode,
  VendorErrorCode,
} from './errors.ts';
