import type {
  INode,
  INodeParameters,
  INodeTypeDescription,
  NodeHelpers as Helpers,
} from 'n8n-workflow';

/**
 * Checks a workflow node against the description of its type. Reports parameters that the type does
 * not have or does not show in this combination, values that it does not offer, and missing
 * required ones. The editor would silently drop the first kind on import.
 *
 * @param options.helpers `NodeHelpers` of n8n-workflow, which Node and vitest import differently
 * @param options.description of the node's version, if the type has several
 */
export function checkNode(options: {
  readonly helpers: Pick<typeof Helpers, 'getNodeParameters' | 'getNodeParametersIssues'>;
  readonly node: INode;
  readonly description: INodeTypeDescription;
}): string[] {
  const { helpers, node, description } = options;
  const versions = [description.version].flat();
  if (!versions.includes(node.typeVersion)) {
    return [`there is no version ${node.typeVersion}, only ${versions.join(', ')}`];
  }
  const { properties } = description;
  const kept = helpers.getNodeParameters(
    properties,
    node.parameters,
    true,
    false,
    node,
    description,
  );
  // A node that is disabled until the user fills it in may lack required values.
  const issues = node.disabled
    ? {}
    : (helpers.getNodeParametersIssues(properties, node, description)?.parameters ?? {});
  return [
    ...lost({ given: node.parameters, kept: kept ?? {}, path: '' }),
    ...Object.values(issues).flat(),
  ];
}

/** Returns the path of every member that is not kept. */
function lost(options: { given: unknown; kept: unknown; path: string }): string[] {
  const { given, kept, path } = options;
  if (typeof given !== 'object' || given === null) {
    return Object.is(given, kept) ? [] : [`${path} is not taken`];
  }
  return Object.entries(given).flatMap(([name, value]) =>
    lost({
      given: value,
      kept: (kept as INodeParameters | null | undefined)?.[name],
      path: path === '' ? name : `${path}.${name}`,
    }),
  );
}
