import { useState } from 'react';
import { errnoName } from '../../../native-bridge/abi/errno.ts';
import { groupedHex } from '../../../native-bridge/abi/hex.ts';
import { errorInfo } from '../../../native-bridge/contract/errors.ts';
import type { FunctionView } from '../../../native-bridge/contract/requests/kind.ts';
import type { BrokenRule } from '../../../native-bridge/rules/types.ts';
import { whyNotArmed } from '../../store/selectors.ts';
import { useActions, useStore } from '../../store/use-store.ts';
import { Action } from '../../widgets/action/action.tsx';
import { BrokenRules, type Mend } from '../../widgets/broken-rules/broken-rules.tsx';
import { bothBases, parseNumber } from '../../widgets/number-field/number-text.ts';
import styles from './iova-map.module.css';
import { freeName, intentOf, type MapForm, type MapIntent } from './map-form.ts';

const bothOf = (text: string) => {
  const value = parseNumber(text);
  return value === undefined ? undefined : bothBases(value);
};

function intent(form: MapForm, view: FunctionView): MapIntent {
  try {
    return intentOf(form, view);
  } catch (thrown) {
    return { problem: errorInfo(thrown).message };
  }
}

/** Fields of the form; the IOVA follows the suggestion until it is typed over. */
function Fields({
  form,
  suggested,
  onChange,
}: {
  form: MapForm;
  suggested?: bigint;
  onChange: (form: MapForm) => void;
}) {
  const text = (name: 'buffer' | 'size', title: string) => (
    <label>
      {title}
      <input
        name={name}
        value={form[name]}
        title={name === 'size' ? bothOf(form.size) : undefined}
        onChange={(event) => onChange({ ...form, [name]: event.target.value })}
      />
    </label>
  );
  const tick = (name: 'read' | 'write') => (
    <label className={styles.tick}>
      <input
        type="checkbox"
        checked={form[name]}
        onChange={(event) => onChange({ ...form, [name]: event.target.checked })}
      />
      {name}
    </label>
  );
  const iova = form.iova ?? (suggested === undefined ? '' : groupedHex(suggested));
  return (
    <div className={styles.fields}>
      {text('buffer', 'Buffer')}
      {text('size', 'Size')}
      <label>
        IOVA
        <input
          name="iova"
          value={iova}
          data-suggested={form.iova === undefined || undefined}
          title={`${bothOf(iova) ?? ''}${form.iova === undefined ? ' · the next free place; type to choose another' : ''}`}
          onChange={(event) => onChange({ ...form, iova: event.target.value || undefined })}
        />
      </label>
      <span className={styles.ticks}>
        Device may {tick('read')} {tick('write')}
      </span>
    </div>
  );
}

interface MapBufferFormProps {
  readonly view: FunctionView;
  /** Undefined = shown where there is room. */
  readonly open?: boolean;
  readonly onMapped: () => void;
}

/** Maps a new buffer, checked against the rules while it is typed: an allocation and a mapping are sent. */
export function MapBufferForm({ view, open, onMapped }: MapBufferFormProps) {
  const { send } = useActions();
  const reason = useStore(whyNotArmed);
  const [form, setForm] = useState<MapForm>({ buffer: '', size: '64 KiB', read: true, write: true });
  const [answer, setAnswer] = useState<string>();
  const filled = { ...form, buffer: form.buffer || freeName(view.buffers) };
  const { suggested, problem, alloc, map, plan } = intent(filled, view);
  const submit = async () => {
    if (!map) return;
    setAnswer(undefined);
    const made = alloc ? await send(alloc) : undefined;
    if (alloc && made?.status !== 'ok')
      return setAnswer(`The buffer was not allocated: ${errnoName(made?.errno ?? 0)}`);
    const row = await send(map);
    if (row?.status === 'ok') {
      setForm({ ...form, buffer: '', iova: undefined });
      onMapped();
    } else if (row)
      setAnswer(`The kernel answered ${errnoName(row.errno ?? 0)}; the buffer ${map.buffer} stays, unmapped.`);
  };
  return (
    <form
      className={styles.form}
      data-open={open === undefined ? undefined : open ? 'yes' : 'no'}
      aria-label="Map a DMA buffer"
      onSubmit={(event) => {
        event.preventDefault();
        if (!reason) void submit();
      }}
    >
      <h3>Map a DMA buffer</h3>
      <Fields form={filled} suggested={suggested} onChange={setForm} />
      {plan && (
        <BrokenRules
          findings={plan.verdict.broken.map(inForm)}
          onMend={({ set }) => setForm({ ...form, ...mended(set) })}
        />
      )}
      {(problem ?? answer) && <p className={styles.problem}>{problem ?? answer}</p>}
      <Action type="submit" look={reason || problem ? 'normal' : 'armed'} reason={problem ?? reason}>
        Allocate and map
      </Action>
    </form>
  );
}

/** Only what this form has fields for can be mended in it. */
const inForm = (rule: BrokenRule) => ({
  ...rule,
  mends: rule.mends?.filter(({ set }) => Object.keys(set).every((field) => field === 'iova' || field === 'size')),
});

const mended = (mend: Mend['set']): Partial<MapForm> => ({
  ...(mend.iova === undefined ? {} : { iova: groupedHex(BigInt(mend.iova)) }),
  ...(mend.size === undefined ? {} : { size: groupedHex(BigInt(mend.size)) }),
});
