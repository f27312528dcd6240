import { TriangleAlert } from 'lucide-react';
import { useMemo } from 'react';
import type { Session } from '../../../electron/contract/app-contract.ts';
import { hexNumber } from '../../../native-bridge/abi/hex.ts';
import type { ChangingPlace } from '../../../native-bridge/abi/registers/changing-read.ts';
import { knownOf } from '../../../native-bridge/contract/facts.ts';
import styles from './bytes.module.css';

const REGION = /^region\/(\d+)$/;

const placeText = ({ start, end }: ChangingPlace) => `${hexNumber(start)} – ${hexNumber(end - 1n)}`;

/** Of a BAR that is shown: which of its bytes a read changes. Nothing here reads them. */
export function ChangingReads({ session, source }: { readonly session: Session; readonly source: string }) {
  const region = REGION.exec(source)?.[1];
  const { changing = [] } = useMemo(() => knownOf(session.snapshot).facts, [session.snapshot]);
  const here = changing.filter(({ bar }) => region !== undefined && bar === Number(region));
  if (here.length === 0) return null;
  return (
    <ul className={styles.changing} aria-label="Reads that change something" data-testid="changing-reads">
      {here.map((place) => (
        <li key={place.name} title={place.source}>
          <TriangleAlert aria-hidden />
          <span>
            <code>{placeText(place)}</code> {place.name}: {place.sentence}
          </span>
        </li>
      ))}
    </ul>
  );
}
