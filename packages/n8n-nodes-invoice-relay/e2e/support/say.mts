/** A line of progress: what is going on, while it goes on. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
