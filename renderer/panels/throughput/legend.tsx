import { memo } from 'react';
import type { Series } from './series.ts';
import styles from './throughput.module.css';

export interface LegendProps {
  readonly series: readonly Series[];
  readonly hidden: readonly string[];
  readonly onToggle: (key: string) => void;
}

/** What is drawn, each a switch. */
export const Legend = memo(({ series, hidden, onToggle }: LegendProps) => (
  <span className={styles.legend}>
    {series.map(({ key, name, whole = name, color, dash }) => (
      <button
        key={key}
        type="button"
        aria-pressed={!hidden.includes(key)}
        title={hidden.includes(key) ? `Draw ${whole} again` : `Do not draw ${whole}`}
        onClick={() => onToggle(key)}
      >
        <svg width={18} height={8} aria-hidden="true">
          <line
            x1={0}
            y1={4}
            x2={18}
            y2={4}
            stroke={`var(${color})`}
            strokeWidth={dash ? 2 : 4}
            strokeDasharray={dash?.join(' ')}
          />
        </svg>
        {name}
      </button>
    ))}
  </span>
));
