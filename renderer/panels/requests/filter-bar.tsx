import { useEffect, useState } from 'react';
import type { RowFilter } from '../../../electron/contract/app-contract.ts';
import { requestKinds } from '../../../native-bridge/contract/requests/index.ts';
import { isFiltered } from '../../store/rows.ts';
import { currentView } from '../../store/selectors.ts';
import { useActions, useStore } from '../../store/use-store.ts';
import styles from './requests.module.css';

const KINDS = [
  ...requestKinds.map(({ kind }) => kind),
  'burst pcistb',
  'burst pcilg',
  'burst region.write',
  'burst region.read',
  'mark',
];
const STATUSES = ['ok', 'errno', 'timeout', 'refused'];

/** Wait this long after the last key before asking for matching rows. */
const SETTLE_MS = 150;
/** How often a filtered list asks whether more rows match by now. */
const RECOUNT_MS = 500;

/** Kind, outcome and text: rows that match all three are shown. */
export function FilterBar() {
  const filter = useStore((state) => currentView(state).rows.filter);
  const { filterRows } = useActions();
  useRecount();
  const change = (part: RowFilter) => filterRows(compact({ ...filter, ...part }));
  return (
    <search className={styles.filter}>
      <Choice label="any kind" options={KINDS} value={filter.kind} onChange={(kind) => change({ kind })} />
      <Choice label="any outcome" options={STATUSES} value={filter.status} onChange={(status) => change({ status })} />
      <TextFilter value={filter.text ?? ''} onChange={(text) => change({ text })} />
    </search>
  );
}

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

/** The text to look for; rows are asked for once typing pauses. */
function TextFilter({ value, onChange }: TextFilterProps) {
  const [typed, setTyped] = useState(value);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only typing starts the wait
  useEffect(() => {
    if (typed === value) return;
    const timer = setTimeout(() => onChange(typed), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  useEffect(() => setTyped(value), [value]);
  return (
    <input
      type="search"
      data-focus="filter"
      aria-label="Filter by text"
      placeholder="errno, path, kind, note  ( / )"
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
    />
  );
}
