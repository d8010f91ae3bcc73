const oldestNode = [22, 19] as const;

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < oldestNode[0] || (major === oldestNode[0] && minor < oldestNode[1])) {
  process.stderr.write(
    `The relay needs Node ${oldestNode.join('.')} or newer; this is ${process.versions.node}.\n`,
  );
  process.exit(1);
}

// Only now: an older Node would fail on the imports, with a message that helps nobody.
const { run } = await import('./app/run.ts');
await run();
