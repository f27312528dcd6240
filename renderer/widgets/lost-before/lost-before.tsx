import { TriangleAlert } from 'lucide-react';
import { currentSession, currentView } from '../../store/selectors.ts';
import { useStore } from '../../store/use-store.ts';
import styles from './lost-before.module.css';
import { lostText } from './lost-text.ts';

/** Says what of a recording was lost before the cursor, as long as what is shown may be wrong for it. Nothing lost, nothing shown. */
export function LostBefore() {
  const moment = useStore((state) => currentView(state).player.moment);
  const session = useStore(currentSession);
  const lost = moment ? moment.lost : session?.lost;
  if (!lost) return null;
  return (
    <div className={styles.lost} role="status" data-testid="lost-before">
      <TriangleAlert aria-hidden="true" /> {lostText(lost)}
    </div>
  );
}
