export { loadSources, SourceRegistry } from './source-registry.ts';
export { SourcesModule } from './sources.module.ts';
