import { InvalidArgumentError, Option } from 'commander';

export function urlOption(): Option {
  return new Option('--url <url>', 'URL of the sandbox')
    .default('http://127.0.0.1:4200')
    .env('SANDBOX_URL');
}

/** @throws {InvalidArgumentError} if it is not a whole number */
export function wholeNumber(text: string): number {
  if (!/^\d{1,10}$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
}
