import { databaseContract } from '../support/database-contract.ts';
import { temporaryDatabase } from '../support/temp-database.ts';

databaseContract({ engine: 'SQLite', open: () => temporaryDatabase() });
