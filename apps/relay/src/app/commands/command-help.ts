/** A command of `invoice-relay`, as its help describes it. */
interface CommandHelp {
  /** Its arguments, as usage shows them; omitted if nothing may. */
  readonly args?: string;
  /** Its line in the list of all commands. */
  readonly summary: string;
  /** What users should know before running it. */
  readonly text: string;
}

const seal = 'RELAY_ENCRYPTION_KEY (or encryption.key beside an SQLite file)';

const commands: Readonly<Record<string, CommandHelp>> = {
  'admin-key': {
    summary: 'creates a new administrator key and shows it; the relay may be running',
    text: `For anyone with access to the machine but no key. The key is shown once and stored only as a hash;
other keys are not affected. GET /v1/api-keys lists them, DELETE /v1/api-keys/{id} removes one.

Reads DATABASE_URL and ${seal}.`,
  },
  'sign-in-link': {
    summary: 'creates a link that signs in to the dashboard once, within 15 minutes',
    text: `Signs in as the administrator. If PUBLIC_URL is set, also shows a link for that address.

Reads DATABASE_URL, HOST, PORT, PUBLIC_URL and
${seal}.`,
  },
  'rotate-encryption-key': {
    summary: 're-encrypts everything with RELAY_ENCRYPTION_KEY; the relay may be running',
    text: `First set RELAY_ENCRYPTION_KEY to the new key and RELAY_ENCRYPTION_KEY_PREVIOUS to the old one for
every process of the relay, then for this command. Run it until it finds 0 values; then remove the
old key everywhere.

Reads DATABASE_URL, RELAY_ENCRYPTION_KEY and RELAY_ENCRYPTION_KEY_PREVIOUS.`,
  },
  'reset-encryption-key': {
    args: '[--confirm]',
    summary:
      'if the encryption key is lost for good: explains the consequences, and\nwith --confirm starts over with a new key',
    text: `Without --confirm, lists what is lost and changes nothing. With it, everything encrypted with the
lost key is given up: credentials have to be set and secrets rotated again. No relay may be running
meanwhile.

  --confirm   give it up, and start over with a new key

Reads DATABASE_URL and ${seal}.`,
  },
  migrate: {
    summary: 'brings the tables up to date; the relay does so itself at each start',
    text: `For a relay whose own database role may not change tables: run this as the role that may, before
starting the new version of the relay.

Reads DATABASE_URL, and needs no encryption key.`,
  },
  move: {
    args: '--from URL --to URL',
    summary: 'copies everything to a database of the other engine, in either direction',
    text: `Stop the relay first. The old database is only read, and marked at the end so that no relay starts
on it any more. The new one must be empty; its tables are created. Every row is compared at the end.
If interrupted, run the same command again: it continues where it stopped.

  --from URL   the current database, such as sqlite:./data/relay.sqlite
  --to URL     the new database, such as postgres://relay:…@db.example.com/relay

Reads ${seal}.`,
  },
  reopen: {
    args: '[--confirm]',
    summary: 'reopens a database that was moved to another one',
    text: `Without --confirm, says where it was moved to, when, and what has been missing since, and changes
nothing. No relay may be running meanwhile, neither on this database nor, with --confirm, on the
other one.

  --confirm   reopen it

Reads DATABASE_URL, and needs no encryption key.`,
  },
};

/** Their names, as typed. */
export const commandNames: readonly string[] = Object.keys(commands);

/** The width of the column of command names. */
const column = 24;

/** Of all commands, in brief. */
export function usage(): string {
  const line = (name: string, summary: string): string =>
    `  ${name.padEnd(column)}${summary.replaceAll('\n', `\n${''.padEnd(column + 2)}`)}`;
  return [
    'Usage: invoice-relay            starts the relay',
    '       invoice-relay COMMAND    runs one command, and exits',
    '',
    ...Object.entries(commands).map(([name, { summary }]) => line(name, summary)),
    line('--version', 'shows the version'),
    line('--help', 'shows this help; after a command, help for that command'),
    '',
    'All commands read the same environment variables as the relay; DATABASE_URL selects the database.',
    '',
  ].join('\n');
}

/** Of one command: what it does, what it accepts, and what it reads. */
export function helpOf(name: string): string | undefined {
  const help = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (help === undefined) return undefined;
  const { args, summary, text } = help;
  return [
    `Usage: invoice-relay ${name}${args === undefined ? '' : ` ${args}`}`,
    '',
    `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`,
    '',
    text,
    '',
  ].join('\n');
}
