/** A command of `invoice-relay`, as its help describes it. */
interface CommandHelp {
  /** What may follow its name; left out where nothing may. */
  readonly words?: string;
  /** In the list of all commands. */
  readonly summary: string;
  /** What to know before it is run, as a person reads it. */
  readonly text: string;
}

const seal = 'RELAY_ENCRYPTION_KEY (or encryption.key beside an SQLite file)';

const commands: Readonly<Record<string, CommandHelp>> = {
  'admin-key': {
    summary: 'makes and shows a new administrator key, while the relay runs or not',
    text: `For whoever has the machine and no key. The key is shown once and stored only as a hash; other
keys stay as they are. GET /v1/api-keys lists them, DELETE /v1/api-keys/{id} removes one.

Reads DATABASE_URL and ${seal}.`,
  },
  'sign-in-link': {
    summary: 'makes and shows a link that signs in to the page once, within 15 minutes',
    text: `Signs in as the administrator. Where PUBLIC_URL is set there is a link for it as well.

Reads DATABASE_URL, HOST, PORT, PUBLIC_URL and
${seal}.`,
  },
  'rotate-encryption-key': {
    summary: 'seals everything with RELAY_ENCRYPTION_KEY, while the relay runs or not',
    text: `Set RELAY_ENCRYPTION_KEY to the new key and RELAY_ENCRYPTION_KEY_PREVIOUS to the old one, for
every process of the relay first and then for this. Run it until it finds 0; then remove the old
key everywhere.

Reads DATABASE_URL, RELAY_ENCRYPTION_KEY and RELAY_ENCRYPTION_KEY_PREVIOUS.`,
  },
  'reset-encryption-key': {
    words: '[--confirm]',
    summary:
      'when the encryption key is lost for good: says what that means, and\nwith --confirm begins with another one',
    text: `Without --confirm it names what is lost and changes nothing. With it, what was sealed with the
lost key is given up: credentials have to be set, and secrets rotated, anew. No relay may run
meanwhile.

  --confirm   give it up, and begin with another key

Reads DATABASE_URL and ${seal}.`,
  },
  migrate: {
    summary: 'brings the tables up to date and ends; a start does so by itself',
    text: `For a relay whose own database role may change no tables: run this as the role that may, before
the relay of the new version is started.

Reads DATABASE_URL, and needs no encryption key.`,
  },
  move: {
    words: '--from URL --to URL',
    summary: 'copies everything to a database of the other engine, in either direction',
    text: `Stop the relay first. The old database is only read, and marked at the end: no relay starts on it
any more. The new one has to be empty; its tables are made. Every row is compared at the end. Begun
again after a break, it goes on where it was.

  --from URL   the database that is, such as sqlite:./data/relay.sqlite
  --to URL     the database to be, such as postgres://relay:…@db.example.com/relay

Reads ${seal}.`,
  },
  reopen: {
    words: '[--confirm]',
    summary: 'lets a relay work again on a database that was moved to another one',
    text: `Without --confirm it says where it was moved to, when, and what is missing since, and changes
nothing. No relay may run meanwhile, neither here nor, with it, on the other database.

  --confirm   open it again

Reads DATABASE_URL, and needs no encryption key.`,
  },
};

/** Their names, as they are written. */
export const commandNames: readonly string[] = Object.keys(commands);

/** How wide the names of commands are. */
const column = 24;

/** Of all commands, shortly. */
export function usage(): string {
  const line = (name: string, summary: string): string =>
    `  ${name.padEnd(column)}${summary.replaceAll('\n', `\n${''.padEnd(column + 2)}`)}`;
  return [
    'Usage: invoice-relay            starts the relay',
    '       invoice-relay COMMAND    does one thing, and ends',
    '',
    ...Object.entries(commands).map(([name, { summary }]) => line(name, summary)),
    line('--version', 'shows the version'),
    line('--help', 'shows this; after a command, more of that one'),
    '',
    'All read the same environment variables; DATABASE_URL says which relay is meant.',
    '',
  ].join('\n');
}

/** Of one command: what it does, what it takes, and what it reads. */
export function helpOf(name: string): string | undefined {
  const help = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (help === undefined) return undefined;
  const { words, summary, text } = help;
  return [
    `Usage: invoice-relay ${name}${words === undefined ? '' : ` ${words}`}`,
    '',
    `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`,
    '',
    text,
    '',
  ].join('\n');
}
