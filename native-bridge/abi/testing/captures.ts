import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseHex } from '../hex.ts';

interface Call {
  readonly what: string;
  readonly rc?: number;
  readonly out?: string;
}

/** What a real s390x kernel answered, call by call; bytes are hex in the host's order. */
export interface Capture {
  readonly name: string;
  readonly sysfs: Readonly<Record<string, { readonly hex?: string }>>;
  readonly calls: readonly Call[];
  readonly reserved_regions: string;
  readonly num_regions: number;
  readonly num_irqs: number;
  readonly region9?: { readonly hdr: { readonly hex: string } };
}

const folder = fileURLToPath(new URL('../../../assets/captures/', import.meta.url));
export const captures: readonly Capture[] = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => JSON.parse(readFileSync(`${folder}/${name}`, 'utf8')));

export const configOf = ({ sysfs }: Capture): Uint8Array => parseHex(sysfs.config!.hex!)!;
