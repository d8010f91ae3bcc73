export { DetectionModule } from './detection.module.ts';
