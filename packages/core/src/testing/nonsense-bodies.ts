/** How deep the deep ones are: a recursive reader runs out of stack long before. */
const depth = 100_000;

/** Bodies that are nobody's webhook. Each must fail with a PayloadError and nothing else. */
export const nonsenseBodies: readonly { readonly name: string; readonly body: string }[] = [
  { name: 'nothing', body: '' },
  { name: 'white space', body: ' \r\n\t' },
  { name: 'text that is no JSON', body: 'hello' },
  { name: 'a form', body: 'name=x&value=y' },
  { name: 'null', body: 'null' },
  { name: 'a number', body: '42' },
  { name: 'a string', body: '"x"' },
  { name: 'an empty array', body: '[]' },
  { name: 'an empty object', body: '{}' },
  { name: 'an object cut short', body: '{"a":' },
  { name: 'two objects', body: '{}{}' },
  { name: 'arrays opened without end', body: '['.repeat(depth) },
  { name: 'arrays nested deeply', body: '['.repeat(depth) + ']'.repeat(depth) },
  { name: 'objects nested deeply', body: '{"a":'.repeat(depth) + '1' + '}'.repeat(depth) },
];
