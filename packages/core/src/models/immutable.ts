/**
 * A type with every member read-only, recursively. The schemas infer mutable types; our functions
 * take and return immutable ones.
 */
export type Immutable<T> = T extends readonly (infer Item)[]
  ? readonly Immutable<Item>[]
  : T extends object
    ? { readonly [Member in keyof T]: Immutable<T[Member]> }
    : T;
