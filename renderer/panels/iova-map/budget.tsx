import { groupedDecimal } from '../../widgets/number-field/number-text.ts';
import styles from './iova-map.module.css';

/** iommufd's VFIO compatibility answers this when there is no limit. */
const UNLIMITED = 0xffff_ffff;

/** How many mapping entries the IOMMU still grants, of those it granted at first. */
export function Budget({ available, used }: { readonly available: number; readonly used: number }) {
  if (available >= UNLIMITED) return <span className={styles.budget}>budget unlimited</span>;
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
