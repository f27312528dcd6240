import { groupedDecimal } from '../../widgets/number-field/number-text.ts';
import styles from './iova-map.module.css';

/** Stands for a count that does not run out: an iommufd has no limit, a kernel before 5.10 tells none. */
const UNLIMITED = 0xffff_ffff;

interface BudgetProps {
  readonly available: number;
  readonly used: number;
  /** Whether the kernel says how many there are, if only that there is no limit. */
  readonly told: boolean;
}

/** How many mapping entries the IOMMU still grants, of those it granted at first. */
export function Budget({ available, used, told }: BudgetProps) {
  if (available >= UNLIMITED)
    return told ? (
      <span className={styles.budget}>budget unlimited</span>
    ) : (
      <span className={styles.budget} title="This kernel does not say how many mapping entries are free (dma-avail).">
        budget not told
      </span>
    );
  const total = available + used;
  if (total === 0) return <span className={styles.budget}>budget not known</span>;
  const text = `${groupedDecimal(available)} / ${groupedDecimal(total)}`;
  return (
    <span className={styles.budget} title={`${text} mapping entries are free (dma_avail)`}>
      budget
      <meter min={0} max={total} low={total / 16} value={available} aria-label={`Free mapping entries: ${text}`} />
      {text}
    </span>
  );
}
