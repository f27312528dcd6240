import { Plus, X } from 'lucide-react';
import type { ReplayPlan } from '../../../electron/contract/replay/messages.ts';
import { emptyLine, type RemapLine, type SendAgainForm, suggestedLines } from '../../store/send-again-form.ts';
import { useActions } from '../../store/use-store.ts';
import { Action } from '../../widgets/action/action.tsx';
import styles from './send-again.module.css';

const KINDS: readonly (readonly [RemapLine['what'], string])[] = [
  ['iova', 'I/O address'],
  ['offset', 'offset'],
  ['buffer', 'buffer'],
  ['space', 'space or region'],
];

/** What stands in an empty field. */
const EXAMPLES: Readonly<Record<RemapLine['what'], Readonly<Partial<Record<'from' | 'size' | 'to', string>>>>> = {
  iova: { from: '0x1_0000_0000', size: '64 KiB', to: '0x80_0000_0000' },
  offset: { from: '0x200_0000', size: '4 KiB', to: '0x300_0000' },
  buffer: { from: 'ring', to: 'ring2' },
  space: { from: '0', to: '2' },
};

/** What is called otherwise on the function the requests go to now: addresses, offsets, buffers, spaces, further functions. */
export function RemapEditor({ form, plan }: { readonly form: SendAgainForm; readonly plan?: ReplayPlan }) {
  const { editSendAgain } = useActions();
  const { changes } = form;
  const put = (at: number, line: Partial<RemapLine>) =>
    editSendAgain({ changes: changes.map((one, i) => (i === at ? { ...one, ...line } : one)) });
  const suggested = plan ? suggestedLines(plan) : [];
  return (
    <div className={styles.remap}>
      {changes.map((line, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
        <div key={at} className={styles.change}>
          <select
            aria-label="What is different there"
            value={line.what}
            onChange={({ target }) => put(at, { what: target.value as RemapLine['what'] })}
          >
            {KINDS.map(([id, title]) => (
              <option key={id} value={id}>
                {title}
              </option>
            ))}
          </select>
          <Field label="from" line={line} name="from" onChange={(text) => put(at, { from: text })} />
          {(line.what === 'iova' || line.what === 'offset') && (
            <Field label="size" line={line} name="size" onChange={(text) => put(at, { size: text })} />
          )}
          <Field label="to" line={line} name="to" onChange={(text) => put(at, { to: text })} />
          <Action
            look="plain"
            label="Leave this as it was recorded"
            onClick={() => editSendAgain({ changes: changes.filter((_, i) => i !== at) })}
          >
            <X />
          </Action>
        </div>
      ))}
      {Object.entries(plan?.functions ?? {}).map(([name, address]) => (
        <label key={name}>
          function {name}
          <input
            className="mono"
            value={form.functions[name] ?? ''}
            placeholder={address}
            onChange={({ target }) => editSendAgain({ functions: { ...form.functions, [name]: target.value } })}
          />
        </label>
      ))}
      <div className={styles.fields}>
        <Action look="plain" onClick={() => editSendAgain({ changes: [...changes, emptyLine] })}>
          <Plus aria-hidden /> Something is different there
        </Action>
        {suggested.length > 0 && changes.length === 0 && (
          <Action
            title="The mappings do not fit the function as they are"
            onClick={() => editSendAgain({ changes: suggested })}
          >
            Move the mappings to where they fit
          </Action>
        )}
      </div>
    </div>
  );
}

interface FieldProps {
  readonly label: string;
  readonly line: RemapLine;
  readonly name: 'from' | 'size' | 'to';
  readonly onChange: (text: string) => void;
}

function Field({ label, line, name, onChange }: FieldProps) {
  return (
    <label>
      {label}
      <input
        className="mono"
        size={name === 'size' ? 8 : 16}
        value={line[name]}
        placeholder={EXAMPLES[line.what][name]}
        spellCheck={false}
        onChange={({ target }) => onChange(target.value)}
      />
    </label>
  );
}
