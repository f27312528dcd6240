import { DockviewReact, type IDockviewPanelProps } from 'dockview-react';
import { Suspense } from 'react';
import { type PanelRow, panels } from '../../panels/index.ts';
import { Action } from '../../widgets/action/action.tsx';
import { EmptyState, Skeleton } from '../../widgets/states/states.tsx';
import { HOST } from '../arrangement.ts';
import { useDock } from '../window-context.ts';
import { PanelBoundary } from './panel-boundary.tsx';
import { CloseButton, Tab } from './tab.tsx';

/** The panels in their arrangement: drag a tab and it stays where it was put. */

const byId = new Map<string, PanelRow>(panels.map((panel) => [panel.id, panel]));

function PanelHost({ api }: IDockviewPanelProps) {
  const panel = byId.get(api.id);
  if (!panel) return <EmptyState>This version has no panel {api.id}.</EmptyState>;
  const { title, component: Panel } = panel;
  return (
    <PanelBoundary title={title}>
      <Suspense fallback={<Skeleton awaiting={`Loading ${title}`} />}>
        <Panel />
      </Suspense>
    </PanelBoundary>
  );
}

const components = { [HOST]: PanelHost };
const theme = { name: 'zpci', className: 'dock' };

function AllClosed() {
  const dock = useDock();
  return (
    <EmptyState action={<Action onClick={() => dock.reset()}>Show them again</Action>}>
      All panels are closed.
    </EmptyState>
  );
}

export function Docking() {
  const dock = useDock();
  return (
    <DockviewReact
      components={components}
      theme={theme}
      defaultTabComponent={Tab}
      rightHeaderActionsComponent={CloseButton}
      watermarkComponent={AllClosed}
      onReady={({ api }) => dock.ready(api)}
    />
  );
}
