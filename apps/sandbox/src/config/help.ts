export const help = `Stand-ins for the vendors: Envoice, and a Drupal site with Invoice 7.

  npx -y pnpm@12 sandbox          starts it on http://127.0.0.1:4200, until Ctrl+C
  npx -y pnpm@12 sandbox --help   this text

It is set up by environment variables:
  HOST, PORT     where it listens (127.0.0.1, 4200; port 0 takes any free one)
  SANDBOX_DATA   a SQLite file that keeps the state; without it, it is in memory
  LOG_LEVEL      fatal, error, warn, info, debug, trace or silent (info)

"npx -y pnpm@12 activities --help" says how to make things happen in it.
`;
