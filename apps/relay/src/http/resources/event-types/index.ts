export { EventTypesModule } from './event-types.module.ts';
