import type { LiveMapping, StateChange } from '../../../../native-bridge/contract/bridge-contract.ts';
import { byIova, insertMapping, takeInside } from '../../../../native-bridge/rules/sorted-mappings.ts';

const sum = (mappings: readonly LiveMapping[]) => mappings.reduce((bytes, { size }) => bytes + size, 0n);

/** How many mappings there are and how much they cover, change by change. */
export class MappedBytes {
  readonly #mappings: LiveMapping[];
  bytes: bigint;

  constructor(mappings: readonly LiveMapping[]) {
    this.#mappings = [...mappings].sort(byIova);
    this.bytes = sum(mappings);
  }

  get count(): number {
    return this.#mappings.length;
  }

  change({ mapped, unmapped }: StateChange): void {
    if (unmapped) this.bytes -= sum(takeInside(this.#mappings, unmapped));
    if (!mapped) return;
    insertMapping(this.#mappings, mapped);
    this.bytes += mapped.size;
  }
}
