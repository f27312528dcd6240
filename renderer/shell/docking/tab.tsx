import type { IDockviewHeaderActionsProps, IDockviewPanelHeaderProps } from 'dockview-react';
import { X } from 'lucide-react';
import { Action } from '../../widgets/action/action.tsx';

/** The name of a panel, and nothing else: a button inside a tab could not be reached by who does not see it. */
export function Tab({ api }: IDockviewPanelHeaderProps) {
  return (
    <div className="dv-default-tab">
      <div className="dv-default-tab-content">{api.title}</div>
    </div>
  );
}

/** Closes the panel in front, from the end of its row of tabs. */
export function CloseButton({ activePanel }: IDockviewHeaderActionsProps) {
  if (!activePanel) return null;
  return (
    <Action look="plain" label={`Close ${activePanel.title}`} onClick={() => activePanel.api.close()}>
      <X />
    </Action>
  );
}
