import { useEffect } from 'react';
import { useWorkbenchStore } from '../../store/use-store.ts';
import { useDock } from '../window-context.ts';
import { runCommand } from './command.ts';
import { commands } from './index.ts';
import { commandFor, writesText } from './keys.ts';

const isTextField = (element: Element | null) =>
  element?.matches('input, textarea, select, [contenteditable="true"]') ?? false;

/** Where Space presses what has the keyboard. */
const isPressedBySpace = (element: Element | null) =>
  element?.matches('button, summary, a, [role="tab"], [role="option"], [role="menuitem"]') ?? false;

const panelOf = (element: Element | null) => element?.closest<HTMLElement>('[data-panel]')?.dataset.panel;

/** Lets keys run commands anywhere in the window, unless a panel has used the key itself or it is being typed as text. */
export function useKeys(): void {
  const store = useWorkbenchStore();
  const dock = useDock();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || store.getState().overlay || document.querySelector('dialog[open]')) return;
      const focused = document.activeElement;
      if (isTextField(focused) && writesText(event)) return;
      if (event.key === ' ' && isPressedBySpace(focused)) return;
      const command = commandFor(commands, event, panelOf(focused));
      if (!command) return;
      event.preventDefault();
      runCommand(command, { state: store.getState(), dock });
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [store, dock]);
}
