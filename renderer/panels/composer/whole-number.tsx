import { useState } from 'react';
import { NumberField } from '../../widgets/number-field/number-field.tsx';
import { groupedDecimal, parseNumber } from '../../widgets/number-field/number-text.ts';
import { reading } from '../../widgets/number-field/reading.ts';
import { quantityOf } from './quantities.ts';

interface WholeNumberProps {
  readonly label: string;
  /** Name of the field, for its unit and steps. */
  readonly name: string;
  /** Undefined = left out. */
  readonly value: number | undefined;
  /** Called with every number in bounds that is typed; undefined for an empty field, where it may be left out. */
  readonly onValue: (value: number | undefined) => void;
  readonly most: number;
  readonly placeholder?: string;
  /** Said behind the number's other readings. */
  readonly remark?: string;
}

/** A number that a program holds as a number: what is typed counts as soon as it is one, in either base, and stays as typed. */
export function WholeNumber({ label, name, value, onValue, most, placeholder, remark = '' }: WholeNumberProps) {
  const [typed, setTyped] = useState<string>();
  const number = typed === undefined ? undefined : parseNumber(typed);
  const isLegal = typed !== undefined && (typed.trim() === '' || (number !== undefined && number <= BigInt(most)));
  const isCurrent = typed !== undefined && (!isLegal || (number === undefined ? undefined : Number(number)) === value);
  const text = isCurrent ? typed : value === undefined ? '' : String(value);
  const { unit, step, page } = quantityOf(name);
  return (
    <NumberField
      label={label}
      text={text}
      placeholder={placeholder}
      hint={value === undefined ? undefined : `${reading(BigInt(value), text, unit)}${remark}`}
      problem={isCurrent && !isLegal ? `0 to ${groupedDecimal(most)}.` : undefined}
      step={step}
      page={page}
      onText={(next) => {
        setTyped(next);
        const wanted = parseNumber(next);
        if (next.trim() === '') onValue(undefined);
        else if (wanted !== undefined && wanted <= BigInt(most)) onValue(Number(wanted));
      }}
    />
  );
}
