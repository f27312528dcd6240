import type { ThroughputSlice } from '../../../electron/contract/app-contract.ts';
import { currentView } from '../../store/selectors.ts';
import { useStore } from '../../store/use-store.ts';
import { byteRateIn } from '../../text/quantities.ts';
import { figuresOf, totalText } from './figures.ts';
import styles from './throughput.module.css';

/** The numbers of the slices that are shown. */
export function Figures({ slices }: { readonly slices: readonly ThroughputSlice[] }) {
  const decimal = useStore((state) => currentView(state).throughput.decimal);
  return (
    <table className={styles.figures}>
      <caption>{totalText(slices)}</caption>
      <thead>
        <tr>
          <td />
          <th scope="col">now</th>
          <th scope="col">avg</th>
          <th scope="col">max</th>
        </tr>
      </thead>
      <tbody>
        {figuresOf(slices, byteRateIn(decimal)).map(({ name, now, average, most }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{now}</td>
            <td>{average}</td>
            <td>{most}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
