export { walk } from './walk.ts';
export type { WalkOptions } from './walk.ts';
export type { WalkContext } from './step.ts';
