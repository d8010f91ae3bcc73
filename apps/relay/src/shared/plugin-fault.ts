/**
 * Who is to blame, for a log line or a problem. Has no period at the end, so that a reason can
 * follow.
 *
 * @param options.doing what failed in the plugin, such as `parse()` or `credentialsSchema`
 */
export function pluginFailed(options: { readonly source: string; readonly doing: string }): string {
  return `The source "${options.source}" failed in ${options.doing}, which is a bug in the plugin`;
}
