export const help = `Stand-ins for the vendors: Envoice, and a Drupal site with Invoice 7.

  npx -y pnpm@12 sandbox          starts them on http://127.0.0.1:4200, until Ctrl+C
  npx -y pnpm@12 sandbox --help   shows this help

Configuration with environment variables:
  HOST, PORT     address to listen on (127.0.0.1, 4200; port 0 uses any free one)
  SANDBOX_DATA   SQLite file for the state (default: in memory)
  LOG_LEVEL      fatal, error, warn, info, debug, trace or silent (info)

"npx -y pnpm@12 activities --help" lists the commands that create activities.
`;
