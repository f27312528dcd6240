import type { LaneOperation } from '../../../electron/contract/two-paths/messages.ts';
import { OLD_BYTE } from '../../../electron/contract/two-paths/program.ts';
import { toHex } from '../../../native-bridge/abi/hex.ts';
import { countText } from '../../text/quantities.ts';
import { memoryRuns, ROW_BYTES, rectsOf } from './memory.ts';
import styles from './two-paths.module.css';

interface PeerMemoryProps {
  readonly operations: readonly LaneOperation[];
  readonly done: number;
  readonly piece: number;
  readonly payload: Uint8Array;
}

/** Height of a row of the grid, in the units of its width. */
const ROW = 26;

/** The memory of the peer after the stores up to the cursor: what a reader would find there. */
export function PeerMemory({ operations, done, piece, payload }: PeerMemoryProps) {
  const rowBytes = Math.min(ROW_BYTES, payload.length);
  const rows = payload.length / rowBytes;
  const runs = memoryRuns(operations, done, piece, payload);
  const fresh = runs.reduce((sum, { from, to, state }) => sum + (state === 'new' ? to - from : 0), 0);
  return (
    <div className={styles.memory}>
      <svg
        viewBox={`0 0 ${rowBytes} ${rows * ROW}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`Memory of the peer: ${countText(fresh)} of ${countText(payload.length)} bytes are new`}
      >
        {runs.flatMap((run) =>
          rectsOf(run, rowBytes).map(({ x, y, width, height }) => (
            <rect
              key={`${run.state}${x}-${y}`}
              className={styles.bytes}
              data-state={run.state}
              x={x}
              y={y * ROW}
              width={width}
              height={height * ROW}
            />
          )),
        )}
        <path d={grid(rowBytes, rows)} className={styles.grid} />
      </svg>
      <Reader operations={operations} done={done} piece={piece} payload={payload} />
    </div>
  );
}

/** Lines between words of 64 bytes, and between rows. */
function grid(rowBytes: number, rows: number): string {
  const step = Math.max(rowBytes / 8, 8);
  const down = Array.from({ length: rowBytes / step + 1 }, (_, i) => `M${i * step} 0V${rows * ROW}`);
  const across = Array.from({ length: rows + 1 }, (_, i) => `M0 ${i * ROW}H${rowBytes}`);
  return [...down, ...across].join('');
}

const WINDOW = 16;

/** Sixteen bytes around the last store, as a reader finds them. */
function Reader({ operations, done, piece, payload }: PeerMemoryProps) {
  const stored = done * piece;
  const from = Math.min(Math.max(Math.floor((stored - 1) / 8) * 8, 0), Math.max(payload.length - WINDOW, 0));
  const bytes = Array.from({ length: WINDOW }, (_, i) => {
    const at = from + i;
    const byte = at < stored ? operations[Math.floor(at / piece)]?.seen?.[at % piece] : OLD_BYTE;
    return { at, text: byte === undefined ? '??' : toHex(Uint8Array.of(byte)), state: at < stored ? 'new' : 'old' };
  });
  return (
    <p className={styles.reader} title="What a reader finds around the last store">
      <span>+0x{from.toString(16).padStart(3, '0')}</span>
      {bytes.map(({ at, text, state }) => (
        <i key={at} data-state={state}>
          {text}
        </i>
      ))}
    </p>
  );
}
