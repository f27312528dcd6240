import type { Command } from './command.ts';

/** Keys as text (`Ctrl+Shift+P`) against keyboard events. Ctrl stands for Cmd as well. */

export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

const NAMES: Readonly<Record<string, string>> = {
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  Escape: 'Esc',
  ' ': 'Space',
};

/** The press as text. Shift is left out where it only makes the sign (`?`). */
export function keyText(press: KeyPress): string {
  const plain = NAMES[press.key] ?? (press.key.length === 1 ? press.key.toUpperCase() : press.key);
  const isSign = press.key.length === 1 && press.key.toUpperCase() === press.key.toLowerCase() && press.key !== ' ';
  const parts = [
    (press.ctrlKey || press.metaKey) && 'Ctrl',
    press.altKey && 'Alt',
    press.shiftKey && !isSign && 'Shift',
    plain,
  ];
  return parts.filter(Boolean).join('+');
}

/** Whether the key would also write something or move where it is typed, and so must not be taken from a text field. */
export const writesText = (press: KeyPress) =>
  !press.ctrlKey && !press.metaKey && !press.altKey && (press.key.length === 1 || OF_FIELDS.has(press.key));

const OF_FIELDS: ReadonlySet<string> = new Set([
  'Escape',
  'ArrowLeft',
  'ArrowRight',
  'ArrowUp',
  'ArrowDown',
  'Home',
  'End',
]);

/** The command a press means in this panel (or outside all): the panel's own keys come first. */
export function commandFor(
  commands: readonly Command[],
  press: KeyPress,
  panel: string | undefined,
): Command | undefined {
  const text = keyText(press);
  const meant = commands.filter(({ keys }) => keys?.includes(text));
  return (
    meant.find(({ scope }) => scope !== undefined && scope === panel) ?? meant.find(({ scope }) => scope === undefined)
  );
}
