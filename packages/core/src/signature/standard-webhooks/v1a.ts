import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';

import { SignatureError } from '../../errors/index.ts';
import { concatBytes, fromBase64 } from '../encoding.ts';

export const v1aPrivatePrefix = 'whsk_';
export const v1aPublicPrefix = 'whpk_';

/** What comes before the 32 bytes of a seed in PKCS #8 (RFC 8410, section 7). */
const pkcs8Header = Uint8Array.from([
  0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
]);
/** What comes before the 32 bytes of a public key in SPKI (RFC 8410, section 4). */
const spkiHeader = Uint8Array.from([
  0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00,
]);
