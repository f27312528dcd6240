import { Component, type ReactNode } from 'react';
import { Action } from '../../widgets/action/action.tsx';
import { Problem } from '../../widgets/states/states.tsx';

interface Props {
  readonly title: string;
  readonly children: ReactNode;
}

/** Keeps a fault inside one panel: the others go on, and this one can be tried again. */
export class PanelBoundary extends Component<Props, { readonly fault?: Error }> {
  override state: { readonly fault?: Error } = {};

  static getDerivedStateFromError(fault: Error) {
    return { fault };
  }

  override render() {
    const { fault } = this.state;
    if (!fault) return this.props.children;
    const error = {
      code: 'internal',
      message: `The panel ${this.props.title} failed: ${fault.message}`,
      next: 'Show it again; the session and the recording are not affected.',
    };
    return (
      <Problem
        error={error}
        action={<Action onClick={() => this.setState({ fault: undefined })}>Show it again</Action>}
      />
    );
  }
}
