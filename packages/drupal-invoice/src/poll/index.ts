export { poll } from './poll.ts';
