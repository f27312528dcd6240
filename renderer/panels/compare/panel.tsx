import { ArrowDown, ArrowUp } from 'lucide-react';
import type { CompareProgress } from '../../../electron/contract/compare/messages.ts';
import { progressText } from '../../../electron/contract/compare/progress-text.ts';
import { type Comparison, pairAt } from '../../store/comparison.ts';
import { useActions, useStore } from '../../store/use-store.ts';
import { countOf } from '../../text/quantities.ts';
import { shortAddress } from '../../text/short-address.ts';
import { Action } from '../../widgets/action/action.tsx';
import { CopyMenu } from '../../widgets/copy-menu/copy-menu.tsx';
import { PanelFrame } from '../../widgets/panel-frame/panel-frame.tsx';
import { EmptyState } from '../../widgets/states/states.tsx';
import styles from './compare.module.css';
import { PairDetails } from './pair-details.tsx';
import { PairList } from './pair-list.tsx';
import { Sides } from './sides.tsx';
import { Summary } from './summary.tsx';

/** Two recordings side by side, request by request: what is the same, what differs, what one of them lacks. */
export default function ComparePanel() {
  const comparison = useStore((state) => state.comparison);
  const done = comparison?.summary !== undefined;
  return (
    <PanelFrame
      id="compare"
      label="Compare"
      of={comparison ? `${shortAddress(comparison.left)} with ${shortAddress(comparison.right)}` : 'two recordings'}
      tools={done && <Tools comparison={comparison} />}
    >
      <div className={styles.panel}>
        <Sides />
        <Body comparison={comparison} />
      </div>
    </PanelFrame>
  );
}

function Body({ comparison }: { readonly comparison?: Comparison }) {
  if (!comparison)
    return (
      <EmptyState>
        Choose two recordings: their requests are laid side by side, also where one has more or fewer than the other.
      </EmptyState>
    );
  if (!comparison.summary) return <UnderWay comparison={comparison} />;
  const pair = comparison.at === undefined ? undefined : pairAt(comparison, comparison.at);
  return (
    <>
      <Summary summary={comparison.summary} />
      <div className={styles.split}>
        <PairList comparison={comparison} />
        {pair && <PairDetails key={pair.index} pair={pair} />}
      </div>
    </>
  );
}

const START: CompareProgress = { phase: 'reading', done: 0, total: 0 };

function UnderWay({ comparison: { progress } }: { readonly comparison: Comparison }) {
  const { endComparison } = useActions();
  const now = progress ?? START;
  return (
    <div className={styles.underWay} role="status" aria-busy="true">
      <progress {...(now.total > 0 && { value: now.done, max: now.total })} aria-label="How far it is" />
      {progressText(now)}
      <Action onClick={() => void endComparison()}>Stop</Action>
    </div>
  );
}

function Tools({ comparison }: { readonly comparison: Comparison }) {
  const { listPairs, stepDifference, comparisonText } = useActions();
  const { onlyDifferences, listed } = comparison;
  return (
    <>
      <span className={styles.count}>{countOf(listed, 'line')}</span>
      <Action
        look="plain"
        aria-pressed={onlyDifferences}
        title="Leave out what is the same"
        onClick={() => listPairs(!onlyDifferences)}
      >
        Only differences
      </Action>
      <Action look="plain" label="Previous difference" hint="Alt+Up" onClick={() => void stepDifference(-1)}>
        <ArrowUp />
      </Action>
      <Action look="plain" label="Next difference" hint="Alt+Down" onClick={() => void stepDifference(1)}>
        <ArrowDown />
      </Action>
      <CopyMenu
        label="Copy the summary"
        choices={[{ id: 'markdown', title: 'Summary, for a bug report', preview: 'Markdown', text: comparisonText }]}
      />
    </>
  );
}
