import { Component } from 'preact';
import type { ComponentChildren } from 'preact';

import { Page } from './page.tsx';
import { ProblemNotice } from './problem.tsx';

/** Shows an error if a page throws, instead of a blank page. Other pages are not affected. */
export class Boundary extends Component<
  { readonly children: ComponentChildren; readonly path: string },
  { readonly error: unknown; readonly path: string }
> {
  override state = { error: null as unknown, path: this.props.path };

  override componentDidCatch(error: unknown): void {
    this.setState({ error, path: this.props.path });
  }

  override render() {
    const { error, path } = this.state;
    if (error === null || path !== this.props.path) return this.props.children;
    return (
      <Page title="This page could not be shown">
        <ProblemNotice error={error} onRetry={() => location.reload()} />
      </Page>
    );
  }
}
