import { parseArgs } from 'node:util';

/** The options that a command of this repository accepts, each as `--name=value`. */
export interface CommandOptions<Count extends string, Text extends string> {
  /** Shown for `--help`, and after an error. Ends with a line feed. */
  readonly help: string;
  /** Whole numbers from 0, in the order of their names. */
  readonly numbers: readonly Count[];
  /** Texts with their allowed values; undefined allows any. */
  readonly texts: Readonly<Record<Text, readonly string[] | undefined>>;
}

/** The parsed options, or the message to print instead and the exit code. */
export type CommandLine<Name extends string> =
  | { readonly values: Readonly<Partial<Record<Name, string>>> }
  | { readonly code: 0 | 2; readonly text: string };

/** @param args without the program: `process.argv.slice(2)` */
export function readOptions<Count extends string, Text extends string>(
  args: readonly string[],
  { help, numbers, texts }: CommandOptions<Count, Text>,
): CommandLine<Count | Text> {
  const wrong = (message: string) => ({ code: 2, text: `${message}\n\n${help}` }) as const;
  const names = [...numbers, ...Object.keys(texts)];
  let values: Partial<Record<string, string | boolean>>;
  try {
    ({ values } = parseArgs({
      args: [...args],
      options: {
        ...Object.fromEntries(names.map((name) => [name, { type: 'string' } as const])),
        help: { type: 'boolean', short: 'h' },
      },
    }));
  } catch (error) {
    return wrong((error as Error).message);
  }
  if (values['help'] === true) return { code: 0, text: help };
  for (const name of numbers) {
    const value = values[name];
    if (value !== undefined && !/^\d{1,15}$/.test(String(value))) {
      return wrong(`--${name} takes a whole number, not "${value}".`);
    }
  }
  for (const [name, known] of Object.entries<readonly string[] | undefined>(texts)) {
    const value = values[name];
    if (known === undefined || value === undefined) continue;
    const unknown = String(value)
      .split(',')
      .filter((one) => !known.includes(one));
    if (unknown.length > 0) {
      return wrong(`--${name} knows no "${unknown.join(', ')}": there are ${known.join(', ')}.`);
    }
  }
  return { values: values as Partial<Record<Count | Text, string>> };
}

/** Returns the options of this process, or prints why it cannot continue and exits. */
export function optionsOrEnd<Count extends string, Text extends string>(
  options: CommandOptions<Count, Text>,
): Readonly<Partial<Record<Count | Text, string>>> {
  const line = readOptions(process.argv.slice(2), options);
  if ('values' in line) return line.values;
  (line.code === 0 ? process.stdout : process.stderr).write(line.text);
  process.exit(line.code);
}
