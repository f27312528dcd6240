import { Braces, Rows3 } from 'lucide-react';
import { useActions, useStore } from '../../store/use-store.ts';
import { Action } from '../../widgets/action/action.tsx';
import styles from './files/files.module.css';

/** Which of cards and text are shown; at least one is. */
export function ViewChooser() {
  const shows = useStore((state) => state.preferences.composer);
  const { showComposer } = useActions();
  const toggle = (one: 'cards' | 'text', other: 'cards' | 'text') => () =>
    showComposer(shows === 'both' ? other : shows === one ? other : 'both');
  return (
    <fieldset className={styles.views} aria-label="How the program is shown">
      <Action aria-pressed={shows !== 'text'} title="The program as cards" onClick={toggle('cards', 'text')}>
        <Rows3 aria-hidden /> Cards
      </Action>
      <Action aria-pressed={shows !== 'cards'} title="The program as text" onClick={toggle('text', 'cards')}>
        <Braces aria-hidden /> Text
      </Action>
    </fieldset>
  );
}
