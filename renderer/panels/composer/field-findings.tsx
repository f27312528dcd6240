import { createContext, type ReactNode, useContext } from 'react';
import type { ByteSpan } from '../../../native-bridge/rules/types.ts';
import { Action } from '../../widgets/action/action.tsx';
import { changeText, type Mend } from '../../widgets/broken-rules/broken-rules.tsx';
import styles from './field-findings.module.css';
import type { Helper } from './helpers.ts';
import type { FormFinding } from './mend.ts';

/** What is known of the fields of the step at hand, for the editors of those fields: what rules find, and values worth having. */
export interface FieldHelp {
  readonly findings: readonly FormFinding[];
  readonly helpers: readonly Helper[];
  readonly onMend: (mend: Mend) => void;
}

const FieldContext = createContext<FieldHelp>({ findings: [], helpers: [], onMend: () => {} });

export const FieldHelpProvider = FieldContext.Provider;

/** What was found about one field, in the kernel's order. */
export function useFindings(field: string): readonly FormFinding[] {
  return useContext(FieldContext).findings.filter(({ fields }) => fields.includes(field));
}

/** Bytes of the payload at fault under the first broken rule that names some. */
export const faultyBytes = (findings: readonly FormFinding[]): ByteSpan | undefined =>
  findings.find(({ errno, bytes }) => errno && bytes)?.bytes;

/** `EINVAL ISM-4K, bytes 8 to 15`. */
function noteText({ errno, rule, bytes }: FormFinding): string {
  const last = bytes && bytes.first + bytes.length - 1;
  const which = bytes && (last === bytes.first ? `, byte ${last}` : `, bytes ${bytes.first} to ${last}`);
  return `${errno ? `${errno} ` : ''}${rule}${which ?? ''}`;
}

/** Buttons that fill the field. */
function Helpers({ name }: { readonly name: string }) {
  const { helpers, onMend } = useContext(FieldContext);
  const own = helpers.filter(({ field }) => field === name);
  if (own.length === 0) return null;
  return (
    <div className={styles.helpers}>
      {own.map((one) => (
        <Action key={one.how} look="plain" onClick={() => onMend(one)} title={changeText(one)}>
          {one.how}
        </Action>
      ))}
    </div>
  );
}

/** Marks the editor of a field that a rule blames, says which rule, and offers values for it. */
export function MarkedField({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  const findings = useFindings(name).filter(({ errno }) => errno);
  const isBroken = findings.length > 0;
  return (
    <div className={isBroken ? styles.marked : undefined} data-broken={isBroken ? name : undefined}>
      {children}
      <Helpers name={name} />
      {isBroken && (
        <p className={styles.notes} title={findings.map(({ detail }) => detail).join('\n')}>
          {findings.map(noteText).join(' · ')}
        </p>
      )}
    </div>
  );
}
