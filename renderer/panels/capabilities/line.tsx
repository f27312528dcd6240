import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import type { Diagnostic, TreeNode } from '../../../native-bridge/abi/types.ts';
import { Action } from '../../widgets/action/action.tsx';
import { bothBases } from '../../widgets/number-field/number-text.ts';
import styles from './capabilities.module.css';
import { type Item, READ_CONFIG } from './items.ts';

const icons = { error: CircleAlert, warning: TriangleAlert, info: Info };

function Finding({ diagnostic: { severity, code, message } }: { readonly diagnostic: Diagnostic }) {
  const Icon = icons[severity];
  return (
    <span className={styles.finding} data-severity={severity} title={`${severity}: ${message}`}>
      <Icon aria-label={severity} />
      <span>{code}</span>
      <span className={styles.message}>{message}</span>
    </span>
  );
}

/** `@24, 8 B`: where the line's bytes lie. */
const rangeText = ({ offset, length }: TreeNode) => `@${offset}${length > 1 ? `..${offset + length - 1}` : ''}`;

const orderNames = { be: 'big-endian', le: 'little-endian' };

/** Both bases, type, byte order and meaning: what one hover tells. */
function hoverText({ value, type, byteOrder, doc, source }: TreeNode): string {
  const number = typeof value === 'number' || typeof value === 'bigint' ? bothBases(value) : undefined;
  const shape = [type, byteOrder && orderNames[byteOrder]].filter(Boolean).join(', ');
  return [number, shape, doc, source].filter(Boolean).join('\n');
}

/** One line: name, value, findings, byte range. */
export function Line({ item, onReadConfig }: { readonly item: Item; readonly onReadConfig: () => void }) {
  const { name, text, node, diagnostics, offer } = item;
  return (
    <span className={styles.line} data-kind={node?.kind ?? 'heading'} title={node ? hoverText(node) : text}>
      <span className={styles.name}>{name}</span>
      {text !== undefined && <span className={styles.value}>{text}</span>}
      {offer && (
        <Action onClick={onReadConfig} title="Reading can have side effects: it happens only when asked for">
          {READ_CONFIG}
        </Action>
      )}
      {diagnostics.map((diagnostic) => (
        <Finding key={`${diagnostic.code}${diagnostic.offset}${diagnostic.message}`} diagnostic={diagnostic} />
      ))}
      {node && node.length > 0 && <span className={styles.range}>{rangeText(node)}</span>}
    </span>
  );
}
