/**
 * The tokens of jsonc-parser's scanner that plain JSON can hold. The package declares them as a
 * `const enum`, which code that is compiled file by file cannot read; a test holds them equal.
 */
export const Token = {
  OpenBrace: 1,
  CloseBrace: 2,
  OpenBracket: 3,
  CloseBracket: 4,
  Comma: 5,
  Colon: 6,
  Null: 7,
  True: 8,
  False: 9,
  String: 10,
  Number: 11,
  End: 17,
} as const;
