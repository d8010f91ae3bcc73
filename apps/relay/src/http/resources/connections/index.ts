export { ConnectionsModule } from './connections.module.ts';
export { PublicUrl } from './public-url.ts';
