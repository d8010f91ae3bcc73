import { DueRows1796032800000 } from '../1796032800000-due-rows.ts';
import { ClaimedDeliveries1796036400000 } from '../1796036400000-claimed-deliveries.ts';
import { Initial1795950000000 } from './1795950000000-initial.ts';
import { ManyProcesses1795953600000 } from './1795953600000-many-processes.ts';
import { EarlyBuilds1796029200000 } from './1796029200000-early-builds.ts';

/** In the order in which they run. Released ones never change: add a new one instead. */
export const postgresMigrations = [
  Initial1795950000000,
  ManyProcesses1795953600000,
  EarlyBuilds1796029200000,
  DueRows1796032800000,
  ClaimedDeliveries1796036400000,
];
