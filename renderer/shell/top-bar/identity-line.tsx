import { useMemo } from 'react';
import type { Session } from '../../../electron/contract/app-contract.ts';
import { identityOf } from '../../store/identity.ts';
import styles from './top-bar.module.css';

/** `ISM  FID 00001234  path ism-vfio-pci`. */
export function IdentityLine({ session: { snapshot } }: { readonly session: Session }) {
  const { type, fid, bdf, driver, path } = useMemo(() => identityOf(snapshot), [snapshot]);
  const facts = { FID: fid, function: bdf, driver, path };
  return (
    <dl className={styles.identity} aria-label="Identity">
      {type && <dd className={styles.type}>{type}</dd>}
      {Object.entries(facts).map(([name, value]) =>
        value === undefined ? null : (
          <div key={name} data-fact={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}
