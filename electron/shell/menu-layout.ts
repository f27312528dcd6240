import type { CommandId } from '../contract/commands.ts';

/** How the commands of the window are laid out in menus. What is not named here stands in the menu of its group, in the list's order. */

/** From left to right; each but File and Edit is named after a group of commands. */
export const MENUS = ['File', 'Edit', 'View', 'Session', 'Requests', 'Selection', 'Recording', 'Help'] as const;

const ids = (...list: CommandId[]): ReadonlySet<string> => new Set(list);

/** In the File menu, where every desktop has them. */
export const FILE_COMMANDS = ids('session.open', 'session.open-file', 'session.capture', 'session.close');

/** A line is drawn above these. */
export const STARTS_SECTION = ids(
  'session.capture',
  'session.close',
  'session.inspect',
  'session.refresh-targets',
  'session.doctor',
  'requests.filter',
  'requests.compose',
  'selection.clear',
  'recording.send-again',
  'player.play',
  'player.next-error',
  'player.faster',
  'view.reset-layout',
  'view.present',
  'view.theme-dark',
  'view.targets',
);

/** These ask for something before they do anything. */
export const ASKS = ids('session.open-file', 'session.capture', 'session.add-host', 'recording.export');
