import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** Layout of a page. The heading receives the focus, so that screen readers announce a new page. */
export function Page(props: {
  readonly title: string;
  readonly lead?: ComponentChildren;
  /** The parent page. */
  readonly up?: { readonly href: string; readonly label: string };
  readonly actions?: ComponentChildren;
  readonly children: ComponentChildren;
}) {
  const { title, lead, up, actions, children } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Invoice Relay`;
  }, [title]);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <>
      <header class="page-head">
        {up !== undefined && (
          <nav class="crumbs" aria-label="Breadcrumb">
            <a href={up.href}>{up.label}</a>
            <span aria-hidden="true">›</span>
          </nav>
        )}
        <div class="spread">
          <h1 ref={heading} tabIndex={-1} class="breaks">
            {title}
          </h1>
          {actions !== undefined && <div class="row">{actions}</div>}
        </div>
        {lead !== undefined && <p class="lead">{lead}</p>}
      </header>
      <div class="stack-large">{children}</div>
    </>
  );
}

export function Card(props: {
  readonly title?: string;
  readonly actions?: ComponentChildren;
  readonly children: ComponentChildren;
}) {
  const { title, actions, children } = props;
  return (
    <section class="card stack">
      {title !== undefined && (
        <div class="spread">
          <h2>{title}</h2>
          {actions !== undefined && <div class="row">{actions}</div>}
        </div>
      )}
      {children}
    </section>
  );
}

/** A list of labeled values. */
export function Facts(props: {
  readonly facts: readonly (readonly [string, ComponentChildren] | undefined)[];
}) {
  return (
    <dl class="facts">
      {props.facts.map((fact) =>
        fact === undefined ? null : (
          <>
            <dt>{fact[0]}</dt>
            <dd>{fact[1]}</dd>
          </>
        ),
      )}
    </dl>
  );
}
