export { SourcesModule } from './sources.module.ts';
