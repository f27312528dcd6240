import { useMemo } from 'react';
import type { Session } from '../../../electron/contract/app-contract.ts';
import { identityOf } from '../../store/identity.ts';
import { pathOf } from '../../store/paths.ts';
import { hostName } from '../../text/short-address.ts';
import styles from './top-bar.module.css';

/** `ISM  FID 00001234  path ism-vfio-pci`; what has no room is left out from the end. */
export function IdentityLine({ session: { snapshot, connection } }: { readonly session: Session }) {
  const { type, fid, bdf, driver, path } = useMemo(() => identityOf(snapshot), [snapshot]);
  const facts = { FID: fid, path, driver, function: bdf, host: connection && hostName(connection.host) };
  const consequence = path && pathOf(snapshot, path)?.consequence;
  return (
    <dl className={styles.identity} aria-label="Identity">
      {type && (
        <div>
          <dt className={styles.unsaid}>type</dt>
          <dd className={styles.type}>{type}</dd>
        </div>
      )}
      {Object.entries(facts).map(([name, value]) =>
        value === undefined ? null : (
          <div key={name} title={name === 'path' ? consequence : undefined}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}
