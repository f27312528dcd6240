import type { CommandId, CommandRow } from '../../../electron/contract/commands.ts';
import type { WorkbenchState } from '../../store/workbench-store.ts';
import type { Dock } from '../dock.ts';

/** What a command does. */
export interface Behaviour {
  /** Why it cannot be done now, or undefined when it can. */
  readonly unavailable?: (state: WorkbenchState) => string | undefined;
  /** Whether it is on, or the one that is chosen: for commands with a `mark`. */
  readonly checked?: (context: CommandContext) => boolean;
  readonly run: (context: CommandContext) => void;
}

/** A behaviour for every listed command whose id begins with `Family.`: one that is forgotten does not compile. */
export type Behaviours<Family extends string> = Readonly<Record<Extract<CommandId, `${Family}.${string}`>, Behaviour>>;

/** Something the window can do, found in the palette, on the key sheet, under its keys and in the menus of a desktop. */
export interface Command extends CommandRow, Behaviour {}

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
