import { Initial1795168800000 } from './1795168800000-initial.ts';

/** In the order in which they run. Released ones never change: add a new one instead. */
export const migrations = [Initial1795168800000];
