import type { Program } from '../../../../electron/contract/program.ts';
import { NumberField } from '../../../widgets/number-field/number-field.tsx';
import { parseNumber } from '../../../widgets/number-field/number-text.ts';
import { reading } from '../../../widgets/number-field/reading.ts';
import type { Operand } from './template.ts';
import styles from './templates.module.css';

interface OperandFieldProps {
  readonly operand: Operand;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly program: Program;
}

function hintOf({ unit, doc }: Operand, value: string): string | undefined {
  const number = parseNumber(value);
  return number === undefined ? doc : [reading(number, value, unit), doc].filter(Boolean).join(' — ');
}

function problemOf({ bits }: Operand, value: string): string | undefined {
  if (value.trim() === '') return 'It needs a value.';
  if (value.includes('$')) return undefined;
  const number = parseNumber(value);
  if (number === undefined) return `"${value}" is neither a number nor a $variable.`;
  return bits && BigInt.asUintN(bits, number) !== number ? `At most ${bits} bits.` : undefined;
}

function NumberOperand({ operand, value, onChange }: OperandFieldProps) {
  const { name, step = 1n } = operand;
  return (
    <NumberField
      label={name}
      text={value}
      onText={onChange}
      hint={hintOf(operand, value)}
      problem={problemOf(operand, value)}
      step={step}
      page={step * 16n}
    />
  );
}

function WordOperand({ operand: { name, doc }, value, onChange }: OperandFieldProps) {
  return (
    <label className={styles.operand}>
      <span>{name}</span>
      <input
        name={name}
        aria-label={name}
        title={doc}
        value={value}
        spellCheck={false}
        onChange={(event) => onChange(event.target.value)}
      />
      <span className={styles.hint} title={doc}>
        {doc}
      </span>
    </label>
  );
}

function FlagOperand({ operand: { name, doc }, value, onChange }: OperandFieldProps) {
  return (
    <label className={styles.operand}>
      <span>{name}</span>
      <input type="checkbox" checked={value === 'true'} onChange={(event) => onChange(String(event.target.checked))} />
      <span className={styles.hint}>{doc}</span>
    </label>
  );
}

interface Option {
  readonly value: string;
  readonly title: string;
}

function Select(props: OperandFieldProps & { readonly options: readonly Option[] }) {
  const { operand, value, onChange, options } = props;
  return (
    <label className={styles.operand}>
      <span>{operand.name}</span>
      <select aria-label={operand.name} value={value} onChange={(event) => onChange(event.target.value)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.title}
          </option>
        ))}
      </select>
      <span className={styles.hint}>{operand.doc}</span>
    </label>
  );
}

/** Which function gets the steps; not asked while there is only one. */
function FunctionOperand(props: OperandFieldProps) {
  const functions = Object.entries(props.program.functions ?? {});
  if (functions.length === 0) return null;
  const others = functions.map(([name, address]) => ({ value: name, title: `${name} (${address})` }));
  return <Select {...props} options={[{ value: '', title: 'the open target' }, ...others]} />;
}

const fields: Readonly<Record<Operand['type'], (props: OperandFieldProps) => React.ReactNode>> = {
  number: NumberOperand,
  flag: FlagOperand,
  choice: (props) => (
    <Select {...props} options={props.operand.choices!.map((choice) => ({ value: choice, title: choice }))} />
  ),
  name: WordOperand,
  address: WordOperand,
  hex: WordOperand,
  function: FunctionOperand,
};

/** The field of one operand, chosen by what the operand holds. */
export function OperandField(props: OperandFieldProps) {
  const Field = fields[props.operand.type];
  return <Field {...props} />;
}
