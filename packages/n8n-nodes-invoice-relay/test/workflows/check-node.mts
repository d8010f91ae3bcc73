import type {
  INode,
  INodeParameters,
  INodeTypeDescription,
  NodeHelpers as Helpers,
} from 'n8n-workflow';

/**
 * What is wrong with a node of a workflow, by the description of its type: parameters that the type
 * does not have, or does not show with the others as they are; values that it does not offer; what
 * is required and missing. The editor would drop the first in silence when the workflow is imported.
 *
 * @param options.helpers `NodeHelpers` of n8n-workflow, which Node and vitest get in different ways
 * @param options.description of the node's version, where a type has several
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
  // A node that is off until somebody fills it in may miss what is required.
  const issues = node.disabled
    ? {}
    : (helpers.getNodeParametersIssues(properties, node, description)?.parameters ?? {});
  return [
    ...lost({ given: node.parameters, kept: kept ?? {}, path: '' }),
    ...Object.values(issues).flat(),
  ];
}

/** Every member that is not kept, by its path. */
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
