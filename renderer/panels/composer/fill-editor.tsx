import { NumberField } from '../../widgets/number-field/number-field.tsx';
import styles from './composer.module.css';
import type { FieldEditorProps } from './field-editor.tsx';
import { withField } from './fields.ts';

/** What each pattern of a buffer fill takes beside its name. */
const parameters: Readonly<Record<string, string | undefined>> = {
  zero: undefined,
  byte: 'value',
  counter: 'start',
  random: 'seed',
  data: 'data',
};

const usual: Readonly<Record<string, string>> = { value: '0x5a', seed: '1', data: '00' };

/** How a buffer is filled: a pattern, and what the pattern needs. */
export function FillEditor({ value, onChange }: FieldEditorProps) {
  const fill = (value ?? { pattern: 'zero' }) as Record<string, unknown>;
  const pattern = String(fill.pattern);
  const parameter = parameters[pattern];
  const choose = (chosen: string) => {
    const wanted = parameters[chosen];
    onChange(wanted && usual[wanted] ? { pattern: chosen, [wanted]: usual[wanted] } : { pattern: chosen });
  };
  return (
    <>
      <label className={styles.name}>
        <span>pattern</span>
        <select value={pattern} onChange={(event) => choose(event.target.value)}>
          {Object.keys(parameters).map((id) => (
            <option key={id}>{id}</option>
          ))}
        </select>
      </label>
      {parameter && (
        <NumberField
          label={parameter}
          text={String(fill[parameter] ?? '')}
          placeholder={parameter === 'start' ? '0' : ''}
          onText={(text) => onChange(withField(fill, parameter, text))}
        />
      )}
    </>
  );
}
