import { Plus, X } from 'lucide-react';
import { NUMBER_WIDTHS, type NumberType } from '../../../../electron/contract/programs/expression.ts';
import type { RequestStep } from '../../../../electron/contract/programs/resolve.ts';
import { Action } from '../../../widgets/action/action.tsx';
import { parseNumber } from '../../../widgets/number-field/number-text.ts';
import styles from './extras.module.css';

type Save = NonNullable<RequestStep['save']>[number];

const types = Object.keys(NUMBER_WIDTHS) as NumberType[];
const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

interface SaveFieldsProps {
  readonly saves: readonly Save[];
  readonly onChange: (saves: readonly Save[] | undefined) => void;
}

/** Numbers of the answer that later steps use, a line each. */
export function SaveFields({ saves, onChange }: SaveFieldsProps) {
  const put = (index: number, change: Partial<Save>) => onChange(saves.with(index, { ...saves[index]!, ...change }));
  const remove = (index: number) => onChange(saves.length > 1 ? saves.toSpliced(index, 1) : undefined);
  return (
    <>
      {saves.map((save, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a save has no identity but its place
        <div key={index} className={styles.save}>
          <span>save</span>
          <input
            aria-label="Variable"
            value={save.name}
            aria-invalid={!NAME.test(save.name)}
            title={NAME.test(save.name) ? `$${save.name} in later steps` : 'Letters, digits and _, no digit first.'}
            onChange={(event) => put(index, { name: event.target.value })}
          />
          <span>at</span>
          <input
            aria-label="Byte of the answer"
            className={styles.short}
            value={save.at ?? 0}
            onChange={(event) => put(index, { at: Number(parseNumber(event.target.value) ?? 0n) })}
          />
          <select
            aria-label="Type of the number saved"
            value={save.type ?? 'u64be'}
            onChange={(event) => put(index, { type: event.target.value as NumberType })}
          >
            {types.map((type) => (
              <option key={type}>{type}</option>
            ))}
          </select>
          <Action look="plain" label={`Save ${save.name} no longer`} onClick={() => remove(index)}>
            <X aria-hidden />
          </Action>
        </div>
      ))}
      <div>
        <Action look="plain" onClick={() => onChange([...saves, { name: 'value', at: 0, type: 'u64be' }])}>
          <Plus aria-hidden /> Save a number of the answer
        </Action>
      </div>
    </>
  );
}
