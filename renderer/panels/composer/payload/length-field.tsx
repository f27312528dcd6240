import { MAX_TRANSFER_BYTES } from '../../../../native-bridge/contract/limits.ts';
import { groupedDecimal } from '../../../widgets/number-field/number-text.ts';
import type { EditorContext } from '../field-editor.tsx';
import { WholeNumber } from '../whole-number.tsx';

/** `· maxstbl 4,096`: what one store block may have on the open function. */
export const mostText = ({ kind, facts }: EditorContext) =>
  kind === 'pcistb' && facts ? ` · maxstbl ${groupedDecimal(facts.maxstbl)}` : '';

interface LengthFieldProps {
  readonly length: number;
  readonly onLength: (length: number) => void;
  readonly context: EditorContext;
}

/** Length of the payload as typed; a legal one cuts or pads the bytes at once. */
export const LengthField = ({ length, onLength, context }: LengthFieldProps) => (
  <WholeNumber
    label="length"
    name="length"
    value={length}
    most={MAX_TRANSFER_BYTES}
    remark={mostText(context)}
    onValue={(wanted) => wanted !== undefined && onLength(wanted)}
  />
);
