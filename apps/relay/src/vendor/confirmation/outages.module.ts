import { Module } from '@nestjs/common';

import { Outages } from './outages.ts';

/** Apart from the rest, as connections show the state of asking, and asking needs connections. */
@Module({ providers: [Outages], exports: [Outages] })
export class OutagesModule {}
