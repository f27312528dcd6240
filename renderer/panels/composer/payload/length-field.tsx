import { useState } from 'react';
import { MAX_TRANSFER_BYTES } from '../../../../native-bridge/contract/limits.ts';
import { NumberField } from '../../../widgets/number-field/number-field.tsx';
import { groupedDecimal, parseNumber } from '../../../widgets/number-field/number-text.ts';
import { reading } from '../../../widgets/number-field/reading.ts';
import type { EditorContext } from '../field-editor.tsx';
import { quantityOf } from '../quantities.ts';

/** `· 4,096 at most (maxstbl)`: what one store block may have on the open function. */
export const mostText = ({ kind, facts }: EditorContext) =>
  kind === 'pcistb' && facts ? ` · maxstbl ${groupedDecimal(facts.maxstbl)}` : '';

interface LengthFieldProps {
  readonly length: number;
  readonly onLength: (length: number) => void;
  readonly context: EditorContext;
}

/** Length of the payload as typed; a legal one cuts or pads the bytes at once. */
export function LengthField({ length, onLength, context }: LengthFieldProps) {
  const [typed, setTyped] = useState<string>();
  const wanted = typed === undefined ? undefined : parseNumber(typed);
  const isLegal = wanted !== undefined && wanted <= BigInt(MAX_TRANSFER_BYTES);
  const text = typed !== undefined && (!isLegal || Number(wanted) === length) ? typed : String(length);
  const { step, page } = quantityOf('length');
  return (
    <NumberField
      label="length"
      text={text}
      hint={`${reading(BigInt(length), text, 'bytes')}${mostText(context)}`}
      problem={typed !== undefined && !isLegal ? `0 to ${groupedDecimal(MAX_TRANSFER_BYTES)} bytes.` : undefined}
      step={step}
      page={page}
      onText={(next) => {
        setTyped(next);
        const number = parseNumber(next);
        if (number !== undefined && number <= BigInt(MAX_TRANSFER_BYTES)) onLength(Number(number));
      }}
    />
  );
}
