export interface Invoice {
  readonly kind?: 'stub';
}
export interface Order {
  readonly kind?: 'stub';
}
export interface Estimate {
  readonly kind?: 'stub';
}
