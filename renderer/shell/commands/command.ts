import type { PanelId } from '../../panels/index.ts';
import type { WorkbenchState } from '../../store/workbench-store.ts';
import type { Dock } from '../dock.ts';

/** Something the window can do, found in the palette, on the key sheet and under its keys. */
export interface Command {
  readonly id: string;
  readonly group: 'Session' | 'Selection' | 'Requests' | 'Recording' | 'View' | 'Help';
  readonly title: string;
  /** `Ctrl+Shift+P`, `F8`, `?`. Several do the same. */
  readonly keys?: readonly string[];
  /** The keys act only while the keyboard is in this panel. */
  readonly scope?: PanelId;
  /** Why it cannot be done now, or undefined when it can. */
  readonly unavailable?: (state: WorkbenchState) => string | undefined;
  readonly run: (context: CommandContext) => void;
}

export interface CommandContext {
  readonly state: WorkbenchState;
  readonly dock: Dock;
}

/** Runs a command, or says why it cannot be run. */
export function runCommand(command: Command, context: CommandContext): void {
  const reason = command.unavailable?.(context.state);
  if (reason)
    context.state.actions.notify({ code: 'unavailable', tone: 'info', message: `${command.title}: ${reason}` });
  else command.run(context);
}
