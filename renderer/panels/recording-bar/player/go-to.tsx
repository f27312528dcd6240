import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import type { Find } from '../../../../electron/contract/recording-cursor.ts';
import { accessedBy } from '../../../store/player/accessed.ts';
import { useActions, useStore } from '../../../store/use-store.ts';
import { Action } from '../../../widgets/action/action.tsx';
import styles from './player.module.css';

const goals = {
  error: { title: 'errors', keys: ['Shift+E', 'E'] },
  mark: { title: 'marks', keys: ['[', ']'] },
  event: { title: 'events', keys: ['{', '}'] },
  access: { title: 'access to selection', keys: [',', '.'] },
  alarm: { title: 'count alarms', keys: [undefined, undefined] },
} as const;
type Goal = keyof typeof goals;

/** To the next or previous error, mark, event, or access to what is selected. */
export function GoTo({ reason: unplayable }: { readonly reason?: string }) {
  const [goal, setGoal] = useState<Goal>('error');
  const accesses = useStore((state) => accessedBy(state) !== undefined);
  const { find } = useActions();
  const { title, keys } = goals[goal];
  const nothing = goal === 'access' && !accesses;
  const reason =
    unplayable ??
    (nothing ? 'Select bytes of configuration space, a region, a mapping or a request first.' : undefined);
  const go = (direction: 'next' | 'previous') => () =>
    void find(direction, goal === 'access' ? undefined : ({ kind: goal } satisfies Find));
  return (
    <span className={styles.group}>
      <Action look="plain" label={`Previous of ${title}`} hint={keys[0]} reason={reason} onClick={go('previous')}>
        <ChevronLeft />
      </Action>
      <select aria-label="What to go to" value={goal} onChange={({ target }) => setGoal(target.value as Goal)}>
        {Object.entries(goals).map(([id, one]) => (
          <option key={id} value={id}>
            {one.title}
          </option>
        ))}
      </select>
      <Action look="plain" label={`Next of ${title}`} hint={keys[1]} reason={reason} onClick={go('next')}>
        <ChevronRight />
      </Action>
    </span>
  );
}
