import { fillBytes } from '../../../native-bridge/contract/fills.ts';
import { resize } from '../../widgets/hex-view/edit.ts';
import { parseNumber } from '../../widgets/number-field/number-text.ts';

/** Ways to make a payload. Adding one is one entry. */
export interface FillPattern {
  readonly id: 'zero' | 'byte' | 'counter' | 'random' | 'text';
  readonly title: string;
  /** What the pattern wants to know; absent = nothing. */
  readonly asks?: string;
  readonly usual: string;
  readonly make: (length: number, parameter: string) => Uint8Array;
}

const low = (text: string, mask: bigint) => Number((parseNumber(text) ?? 0n) & mask);

export const fillPatterns: readonly FillPattern[] = [
  {
    id: 'counter',
    title: 'counter',
    asks: 'start',
    usual: '0',
    make: (length, start) => fillBytes({ pattern: 'counter', start: parseNumber(start) ?? 0n, width: 1, order: 'be' }, length),
  },
  { id: 'zero', title: 'zero', usual: '', make: (length) => fillBytes({ pattern: 'zero' }, length) },
  {
    id: 'byte',
    title: 'byte',
    asks: 'value',
    usual: '0x5a',
    make: (length, value) => fillBytes({ pattern: 'byte', value: low(value, 0xffn) }, length),
  },
  {
    id: 'random',
    title: 'random',
    asks: 'seed',
    usual: '1',
    make: (length, seed) => fillBytes({ pattern: 'random', seed: low(seed, 0xffff_ffffn) }, length),
  },
  {
    id: 'text',
    title: 'text',
    asks: 'text',
    usual: 'zPCI',
    make: (length, text) => resize(new TextEncoder().encode(text), length),
  },
];
