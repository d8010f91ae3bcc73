import { Initial1795950000000 } from './1795950000000-initial.ts';

/** In the order in which they run. Released ones never change: add a new one instead. */
export const postgresMigrations = [Initial1795950000000];
