import { ChevronDown, ChevronRight, Play, Square } from 'lucide-react';
import { memo, useId, useState } from 'react';
import type { Session } from '../../../electron/contract/app-contract.ts';
import { currentSession, currentView, whyNotArmed } from '../../store/selectors.ts';
import type { LoopForm } from '../../store/state.ts';
import { useActions, useStore } from '../../store/use-store.ts';
import { Action } from '../../widgets/action/action.tsx';
import { PathNote } from '../../widgets/path-note/path-note.tsx';
import { loopSpec } from './loop-spec.ts';
import styles from './throughput.module.css';

const OPS: readonly LoopForm['op'][] = ['pcistb', 'pcilg', 'region.write', 'region.read'];

/** The store loop: what to send over and over, and the button that starts or stops it. */
export const LoopBar = memo(({ session }: { readonly session: Session }) => {
  const loop = useStore((state) => currentView(state).loop);
  const [isOpen, setOpen] = useState(false);
  return (
    <form
      className={styles.loop}
      aria-label="Store loop"
      data-open={isOpen}
      onSubmit={(event) => event.preventDefault()}
    >
      <span className={styles.brief}>
        <Action look="plain" aria-expanded={isOpen} title="What the loop sends" onClick={() => setOpen(!isOpen)}>
          {isOpen ? <ChevronDown aria-hidden /> : <ChevronRight aria-hidden />}
          {`${loop.op} ${loop.length} B at ${loop.offset}, ${loop.seconds} s`}
        </Action>
      </span>
      <Fields session={session} loop={loop} />
      <StartStop loop={loop} />
    </form>
  );
});

/** Where there is little room they are shown when they are asked for. */
function Fields({ session, loop }: { readonly session: Session; readonly loop: LoopForm }) {
  const { editLoop } = useActions();
  return (
    <span className={styles.fields}>
      <label>
        op
        <select value={loop.op} onChange={({ target }) => editLoop({ op: target.value as LoopForm['op'] })}>
          {OPS.map((op) => (
            <option key={op}>{op}</option>
          ))}
        </select>
      </label>
      {loop.op.startsWith('pci') && <PathChoice session={session} path={loop.path} />}
      <Field
        name="space"
        width={5}
        hint={loop.op.startsWith('region') ? 'Region index' : 'PCI address space: 0 to 5 are BARs'}
      />
      <Field name="offset" width={15} hint="Offset in the space, 0x... or decimal" />
      <Field name="length" width={7} hint="Bytes an operation moves" unit="B" />
      <Field name="seconds" width={5} hint="How long to go on" unit="s" />
      <Field name="rate" width={7} hint="Operations a second; empty is as fast as it goes" unit="/s" />
    </span>
  );
}

/** What the way of the loop does to its operations. */
export function LoopPath({ session }: { readonly session: Session }) {
  const { op, path } = useStore((state) => currentView(state).loop);
  return (
    op.startsWith('pci') && (
      <div className={styles.way}>
        <PathNote path={pathTaken(session, path)} />
      </div>
    )
  );
}

type TextField = Exclude<keyof LoopForm, 'op' | 'path'>;

interface FieldProps {
  readonly name: TextField;
  readonly width: number;
  readonly hint: string;
  readonly unit?: string;
}

function Field({ name, width, hint, unit }: FieldProps) {
  const loop = useStore((state) => currentView(state).loop);
  const { editLoop } = useActions();
  const parsed = loopSpec(loop);
  const wrong = 'field' in parsed && parsed.field === name;
  return (
    <label title={wrong ? parsed.reason : hint}>
      {name}
      <input
        className="mono"
        name={name}
        style={{ width: `${width + 2}ch` }}
        value={loop[name]}
        aria-label={`Loop ${name}`}
        aria-invalid={wrong}
        onChange={({ target }) => editLoop({ [name]: target.value })}
      />
      {unit && <span className={styles.unit}>{unit}</span>}
    </label>
  );
}

/** The path that is named, or the default one. */
const pathTaken = ({ snapshot }: Session, path: string) => path || snapshot.paths.find(({ present }) => present)?.path;

/** Paths of this function; those it lacks stay listed with the reason. */
function PathChoice({ session, path }: { readonly session: Session; readonly path: string }) {
  const { editLoop } = useActions();
  const { paths } = session.snapshot;
  return (
    <label>
      path
      <select value={path} onChange={({ target }) => editLoop({ path: target.value })}>
        <option value="">default ({paths.find(({ present }) => present)?.path ?? 'none'})</option>
        {paths.map(({ path: id, present, reason }) => (
          <option key={id} value={id} disabled={!present}>
            {present ? id : `${id}: ${reason}`}
          </option>
        ))}
      </select>
    </label>
  );
}

function StartStop({ loop }: { readonly loop: LoopForm }) {
  const running = useStore((state) => currentSession(state)?.running);
  const notArmed = useStore(whyNotArmed);
  const { startBurst, stopBurst } = useActions();
  const parsed = loopSpec(loop);
  const id = useId();
  if (running?.startsWith('burst'))
    return (
      <Action hint="Shift+Esc" onClick={() => void stopBurst()} aria-describedby={id}>
        <Square /> Stop <span id={id}>{running}</span>
      </Action>
    );
  const reason =
    notArmed ?? (running ? `${running} is running.` : undefined) ?? ('reason' in parsed ? parsed.reason : undefined);
  return (
    <Action look="armed" reason={reason} onClick={() => 'spec' in parsed && void startBurst(parsed.spec)}>
      <Play /> Start loop
    </Action>
  );
}
