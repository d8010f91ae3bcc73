/** Visually hidden text that tells screen reader users which item a repeated button belongs to. */
export function About({ text }: { readonly text: string }) {
  return <span class="visually-hidden"> {text}</span>;
}
