import { createContext, type ReactNode, useContext } from 'react';
import type { ByteSpan } from '../../../native-bridge/rules/types.ts';
import styles from './field-findings.module.css';
import type { FormFinding } from './mend.ts';

/** Findings of the step at hand by the fields they concern, for the editors of those fields. */

const Findings = createContext<readonly FormFinding[]>([]);

export const FieldFindings = Findings.Provider;

/** What was found about one field, in the kernel's order. */
export function useFindings(field: string): readonly FormFinding[] {
  return useContext(Findings).filter(({ fields }) => fields.includes(field));
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

/** Marks the editor of a field that a rule blames, and says which rule. */
export function MarkedField({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  const findings = useFindings(name).filter(({ errno }) => errno);
  const isBroken = findings.length > 0;
  return (
    <div className={isBroken ? styles.marked : undefined} data-broken={isBroken ? name : undefined}>
      {children}
      {isBroken && (
        <p className={styles.notes} title={findings.map(({ detail }) => detail).join('\n')}>
          {findings.map(noteText).join(' · ')}
        </p>
      )}
    </div>
  );
}
