import { memo } from 'react';
import type { RequestRow } from '../../../electron/contract/app-contract.ts';
import grid from '../../widgets/row-grid/row-grid.module.css';
import { columns } from './columns.ts';
import styles from './requests.module.css';
import { isFailure } from './row-cells.ts';

/** Keys that were held while a row was clicked. */
export type ClickKeys = Pick<MouseEvent, 'shiftKey' | 'ctrlKey' | 'metaKey'>;

interface RowLineProps {
  readonly id: string;
  readonly row: RequestRow | undefined;
  /** The workbench does not keep the row any more. */
  readonly gone: boolean;
  readonly index: number;
  readonly top: number;
  readonly selected: boolean;
  /** The cursor of the recording stands behind it. */
  readonly atCursor: boolean;
  readonly onSelect: (row: RequestRow, held: ClickKeys) => void;
  /** What the store path of the row means. */
  readonly consequence?: string;
  /** What a reader wrote to it. */
  readonly note?: string;
}

const LINE = { role: 'row', tabIndex: -1 };
const CELL = { role: 'gridcell' };

/** One line of the list; a grey bar while it is on its way. */
export const RowLine = memo(function RowLine({
  id,
  row,
  gone,
  index,
  top,
  selected,
  atCursor,
  onSelect,
  consequence,
  note,
}: RowLineProps) {
  const place = { 'aria-rowindex': index + 1, style: { transform: `translateY(${top}px)` } };
  const shared = { ...LINE, ...place, id, className: `${grid.row} ${styles.row}` };
  if (!row) return <MissingRow shared={shared} index={index} gone={gone} />;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list handles the keys of its rows
    // biome-ignore lint/a11y/noStaticElementInteractions: its role comes with the shared part
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: its role comes with the shared part
    <div
      {...shared}
      aria-selected={selected}
      data-failure={isFailure(row)}
      data-kind={row.kind}
      data-seq={row.seq}
      data-cursor={atCursor || undefined}
      data-note={note === undefined ? undefined : ''}
      title={note && `Note: ${note}`}
      onClick={(event) => onSelect(row, event)}
    >
      {columns.map(({ name, look, text }) => (
        <span
          key={name}
          {...CELL}
          data-look={look}
          data-modelled={row.modelled}
          title={name === 'path' ? consequence : undefined}
        >
          {text(row)}
        </span>
      ))}
    </div>
  );
});

interface MissingRowProps {
  readonly shared: React.HTMLAttributes<HTMLDivElement>;
  readonly index: number;
  readonly gone: boolean;
}

function MissingRow({ shared, index, gone }: MissingRowProps) {
  return (
    <div {...shared} data-waiting={!gone}>
      <span data-look="number">{index}</span>
      {gone && <span className={styles.gone}>no longer in memory; a recording has it</span>}
    </div>
  );
}
