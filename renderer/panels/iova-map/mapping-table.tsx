import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { groupedHex } from '../../../native-bridge/abi/hex.ts';
import { sizeText } from '../../../native-bridge/abi/text.ts';
import { whyNotArmed } from '../../store/selectors.ts';
import { useActions, useStore } from '../../store/use-store.ts';
import { Action } from '../../widgets/action/action.tsx';
import { bothBases } from '../../widgets/number-field/number-text.ts';
import { accessOf } from './access.ts';
import styles from './iova-map.module.css';
import type { NamedMapping } from './panel.tsx';

const ROW_HEIGHT = 24;

interface MappingTableProps {
  /** Sorted by IOVA. */
  readonly mappings: readonly NamedMapping[];
  readonly selected?: number;
  readonly onSelect: (index: number) => void;
}

interface RowProps {
  readonly mapping: NamedMapping;
  readonly isSelected: boolean;
  readonly onSelect: () => void;
}

function Row({ mapping, isSelected, onSelect }: RowProps) {
  const { send } = useActions();
  const reason = useStore(whyNotArmed);
  const { iova, size, vaddr, buffer } = mapping;
  const access = accessOf(mapping);
  return (
    <tr className={styles.row} aria-selected={isSelected} onClick={onSelect}>
      <th scope="row">
        <button type="button" className={styles.pick} title={bothBases(iova)}>
          {groupedHex(iova)}
        </button>
      </th>
      <td title={bothBases(size)}>{sizeText(size)}</td>
      <td title={access.title}>
        <i className={styles.swatch} style={{ background: `var(${access.colour})` }} aria-hidden /> {access.text}
      </td>
      <td>{buffer ?? '—'}</td>
      <td>{groupedHex(vaddr)}</td>
      <td>
        <Action
          look="plain"
          reason={reason}
          label={`Unmap ${groupedHex(iova)}`}
          onClick={() => void send({ kind: 'dma.unmap', iova, size })}
        >
          Unmap
        </Action>
      </td>
    </tr>
  );
}

const TITLES = ['IOVA', 'Size', 'Access', 'Buffer', 'Process address', 'Action'];

/** Every mapping in words, virtualised: what the map shows, readable without it. */
export function MappingTable({ mappings, selected, onSelect }: MappingTableProps) {
  const scroll = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: mappings.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: scrolls to a new selection, not on every render
  useEffect(() => {
    if (selected !== undefined) rows.scrollToIndex(selected, { align: 'auto' });
  }, [selected]);
  const shown = rows.getVirtualItems();
  const above = shown[0]?.start ?? 0;
  const below = rows.getTotalSize() - (shown.at(-1)?.end ?? 0);
  return (
    <div ref={scroll} className={styles.scroll}>
      <table className={styles.table} aria-label="Mappings" aria-rowcount={mappings.length + 1}>
        <thead>
          <tr>
            {TITLES.map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {above > 0 && <tr style={{ height: above }} />}
          {shown.map(({ index }) => (
            <Row
              key={index}
              mapping={mappings[index]!}
              isSelected={index === selected}
              onSelect={() => onSelect(index)}
            />
          ))}
          {below > 0 && <tr style={{ height: below }} />}
        </tbody>
      </table>
      {mappings.length === 0 && <p className={styles.none}>Nothing is mapped: the device reaches no memory.</p>}
    </div>
  );
}
