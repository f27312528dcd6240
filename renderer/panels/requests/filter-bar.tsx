import { useEffect, useState } from 'react';
import type { RowFilter } from '../../../electron/contract/app-contract.ts';
import { looksLikeExpression } from '../../../electron/contract/row-expression.ts';
import { requestKinds } from '../../../native-bridge/contract/requests/index.ts';
import { isFiltered } from '../../store/rows.ts';
import { currentView } from '../../store/selectors.ts';
import { useActions, useStore } from '../../store/use-store.ts';
import styles from './requests.module.css';
import { whyNotExpression } from './why-not-expression.ts';

const KINDS = [
  ...requestKinds.map(({ kind }) => kind),
  'burst pcistb',
  'burst pcilg',
  'burst region.write',
  'burst region.read',
  'mark',
];
const STATUSES = ['ok', 'errno', 'timeout', 'refused'];

const HELP = 'Words to look for, or comparisons joined by &&: op == pcistb && errno != 0';

/** Wait this long after the last key before asking for matching rows. */
const SETTLE_MS = 150;
/** How often a filtered list asks whether more rows match by now. */
const RECOUNT_MS = 500;

/** Kind, outcome, and words or an expression: rows that match all three are shown. */
export function FilterBar() {
  const filter = useStore((state) => currentView(state).rows.filter);
  const { filterRows } = useActions();
  useRecount();
  const change = (part: RowFilter) => filterRows(compact({ ...filter, ...part }));
  return (
    <search className={styles.filter}>
      <Choice label="any kind" options={KINDS} value={filter.kind} onChange={(kind) => change({ kind })} />
      <Choice label="any outcome" options={STATUSES} value={filter.status} onChange={(status) => change({ status })} />
      <TextFilter value={filter.where ?? filter.text ?? ''} onChange={(typed) => change(wanted(typed))} />
    </search>
  );
}

/** What was typed, as an expression or as words to look for. */
const wanted = (typed: string): RowFilter =>
  looksLikeExpression(typed) ? { where: typed, text: undefined } : { text: typed, where: undefined };

/** The filter without empty parts: an absent part matches everything. */
const compact = (filter: RowFilter): RowFilter =>
  Object.fromEntries(Object.entries(filter).filter(([, value]) => Boolean(value)));

/** While rows are added, a filtered list learns from time to time how many match. */
function useRecount(): void {
  const filtered = useStore((state) => isFiltered(currentView(state).rows.filter));
  const total = useStore((state) => currentView(state).rows.total);
  const { recountRows } = useActions();
  const tick = Math.floor(total > 0 && filtered ? total : 0);
  useEffect(() => {
    if (!tick) return;
    const timer = setTimeout(() => void recountRows(), RECOUNT_MS);
    return () => clearTimeout(timer);
  }, [tick, recountRows]);
}

interface ChoiceProps {
  readonly label: string;
  readonly options: readonly string[];
  readonly value?: string;
  readonly onChange: (value: string | undefined) => void;
}

function Choice({ label, options, value, onChange }: ChoiceProps) {
  return (
    <select
      aria-label={label}
      data-set={value !== undefined}
      value={value ?? ''}
      onChange={(event) => onChange(event.target.value || undefined)}
    >
      <option value="">{label}</option>
      {options.map((option) => (
        <option key={option}>{option}</option>
      ))}
    </select>
  );
}

interface TextFilterProps {
  readonly value: string;
  readonly onChange: (text: string) => void;
}

/** Words or an expression; rows are asked for once typing pauses, and never with half an expression. */
function TextFilter({ value, onChange }: TextFilterProps) {
  const [typed, setTyped] = useState(value);
  const expression = looksLikeExpression(typed);
  const wrong = expression ? whyNotExpression(typed) : undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only typing starts the wait
  useEffect(() => {
    if (typed === value || wrong) return;
    const timer = setTimeout(() => onChange(typed), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  useEffect(() => setTyped(value), [value]);
  return (
    <input
      type="search"
      data-focus="filter"
      aria-label="Filter by text or expression"
      aria-invalid={wrong !== undefined}
      data-expression={expression}
      title={wrong ?? HELP}
      placeholder="EINVAL, or errno != 0 && len > 64  ( / )"
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
    />
  );
}
