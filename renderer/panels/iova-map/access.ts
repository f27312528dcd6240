import type { Mapping } from '../../../native-bridge/rules/types.ts';

/** What a device may do with a mapping, as text and colour: the text says it too, so colour never stands alone. */
export interface Access {
  readonly text: 'RW' | 'R' | 'W' | '–';
  readonly title: string;
  /** CSS variable of the theme. */
  readonly colour: string;
}

const accesses: readonly Access[] = [
  { text: '–', title: 'no access', colour: '--series-grey' },
  { text: 'R', title: 'the device may read', colour: '--series-green' },
  { text: 'W', title: 'the device may write', colour: '--series-orange' },
  { text: 'RW', title: 'the device may read and write', colour: '--series-sky' },
];

export const accessOf = ({ read, write }: Pick<Mapping, 'read' | 'write'>): Access =>
  accesses[(read ? 1 : 0) + (write ? 2 : 0)]!;
