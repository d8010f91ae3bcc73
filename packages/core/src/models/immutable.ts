/**
 * A type with every member read-only, all the way down. What the schemas infer is mutable; what
 * our functions take and give is not.
 */
export type Immutable<T> = T extends readonly (infer Item)[]
  ? readonly Immutable<Item>[]
  : T extends object
    ? { readonly [Member in keyof T]: Immutable<T[Member]> }
    : T;
