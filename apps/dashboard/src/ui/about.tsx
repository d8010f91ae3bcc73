/** What one of several such buttons is about, for whoever hears the button alone. */
export function About({ text }: { readonly text: string }) {
  return <span class="visually-hidden"> {text}</span>;
}
