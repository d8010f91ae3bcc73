import { closestMatch } from 'leven';

import { variableNames } from '../../operations/config/config.ts';

/**
 * What is wrong with the arguments of the relay's command, human-readable. Values are not repeated:
 * they may be secrets.
 */
export function unknownArguments(options: {
  readonly args: readonly string[];
  /** The existing commands. */
  readonly commands: readonly string[];
}): string {
  const { commands } = options;
  const given = options.args.map((arg) => arg.split('=')[0] ?? '');
  // "help serve" asks for help with something that does not exist.
  const [first = '', second = ''] =
    given.length > 1 && given[0] === 'help' ? given.slice(1) : given;
  if (commands.includes(first)) return `"${first}" does not accept "${second}".`;
  const setting = variableOf(first);
  if (setting !== undefined) {
    return `There is no option "${first}": settings are environment variables. Set ${setting} instead.`;
  }
  const meant = closestMatch(first, commands, {
    maxDistance: Math.min(2, Math.floor(first.length / 3)),
  });
  return `There is no "${first}".${meant === undefined ? '' : ` Did you mean "${meant}"?`}`;
}

/** @returns the variable that corresponds to an option such as `--port` or `--api-key` */
function variableOf(option: string): string | undefined {
  if (!option.startsWith('--')) return undefined;
  const name = option.slice(2).replaceAll('-', '_').toUpperCase();
  return variableNames.find((variable) => variable === name || variable === `RELAY_${name}`);
}
