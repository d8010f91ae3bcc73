export { VendorAccess } from './vendor-access.ts';
export type { VendorSession } from './vendor-access.ts';
export { asVendorError } from './vendor-gate.ts';
export { VendorModule } from './vendor.module.ts';
