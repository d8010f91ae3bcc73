/** Reads `--name=value` from the command line, or returns the default. */
export function option(name: string, usual: number): number {
  const prefix = `--${name}=`;
  const given = process.argv.find((argument) => argument.startsWith(prefix));
  return given === undefined ? usual : Number(given.slice(prefix.length));
}

/** Reads `--name=text` or `--name text`; undefined if missing. */
export function textOption(name: string): string | undefined {
  const place = process.argv.findIndex(
    (argument) => argument === `--${name}` || argument.startsWith(`--${name}=`),
  );
  if (place === -1) return undefined;
  const argument = process.argv[place] as string;
  return argument.includes('=') ? argument.slice(name.length + 3) : process.argv[place + 1];
}

/** Whether `--name` is on the command line. */
export function flag(name: string): boolean {
  return process.argv.includes(`--${name}`);
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
