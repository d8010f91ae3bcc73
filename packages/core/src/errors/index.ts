export {
  InvoiceRelayError,
  PayloadError,
  SignatureError,
  SourceError,
  ConfigError,
} from './errors.ts';
export type { PayloadErrorCode, SignatureErrorCode, SourceErrorCode } from './errors.ts';
