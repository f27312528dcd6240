import { useMemo, useState } from 'react';
import { resolveFill, type WrittenFill } from '../../../../electron/contract/programs/payload.ts';
import { toHex } from '../../../../native-bridge/abi/hex.ts';
import { errorInfo } from '../../../../native-bridge/contract/errors.ts';
import { fillBytes } from '../../../../native-bridge/contract/fills.ts';
import { Action } from '../../../widgets/action/action.tsx';
import type { HexCursor } from '../../../widgets/hex-view/cursor.ts';
import { HexView } from '../../../widgets/hex-view/hex-view.tsx';
import { NumberField } from '../../../widgets/number-field/number-field.tsx';
import type { FieldEditorProps } from '../field-editor.tsx';
import { quantityOf, readNumber } from '../quantities.ts';
import { FillFields } from './fill-fields.tsx';
import { mostText } from './length-field.tsx';
import styles from './payload.module.css';

const START: HexCursor = { at: 0, anchor: 0 };

type Made = { readonly bytes: Uint8Array } | { readonly problem: string };

/** A payload that a pattern describes: its parameters, its length, and the bytes they make. */
export function FillPayload({ field, value, onChange, context }: FieldEditorProps) {
  const [cursor, setCursor] = useState(START);
  const fill = value as WrittenFill;
  const { variables } = context;
  const key = JSON.stringify(fill);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the fill by its text, the variables by their values
  const made = useMemo((): Made => {
    try {
      const { fill: resolved, length } = resolveFill(fill, variables());
      return { bytes: fillBytes(resolved, length) };
    } catch (thrown) {
      return { problem: errorInfo(thrown).message };
    }
  }, [key, JSON.stringify([...variables()].map(([name, number]) => [name, String(number)]))]);
  const { unit, ...keys } = quantityOf('length');
  const read = readNumber(String(fill.length), variables, unit);
  return (
    <>
      <NumberField
        label="length"
        text={String(fill.length)}
        onText={(text) => onChange({ ...fill, length: /^[0-9]+$/.test(text) ? Number(text) : text })}
        hint={read.hint && `${read.hint}${mostText(context)}`}
        problem={read.problem}
        {...keys}
      />
      <FillFields fill={fill} onChange={onChange} context={context} />
      {'problem' in made ? (
        <p className={styles.problem}>{made.problem}</p>
      ) : (
        <>
          <div
            className={styles.hex}
            style={{ height: Math.min(6, Math.max(1, Math.ceil(made.bytes.length / 8))) * 20 + 24 }}
          >
            <HexView
              label={`Bytes of ${field.name}`}
              bytes={made.bytes}
              cursor={cursor.at < made.bytes.length ? cursor : START}
              onCursor={setCursor}
              limit={made.bytes.length}
            />
          </div>
          <div className={styles.tools}>
            <Action
              title="Writes these bytes out, so that each can be changed"
              onClick={() => onChange(toHex(made.bytes))}
            >
              Edit these bytes
            </Action>
          </div>
        </>
      )}
    </>
  );
}
