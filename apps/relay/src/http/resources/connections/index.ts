export { ConnectionStore } from '../../../database/stores/connection-store.ts';
export { ConnectionsModule } from './connections.module.ts';
export { PublicUrl } from './public-url.ts';
