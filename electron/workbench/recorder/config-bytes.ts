/** PCI configuration space is never larger. */
const CONFIG_BYTES = 4096;

/** Part of configuration space. */
export interface ConfigRange {
  readonly offset: number;
  readonly length: number;
}

/** Configuration space as far as it is known: bytes, and which of them were ever seen. */
export class ConfigBytes {
  readonly #bytes = new Uint8Array(CONFIG_BYTES);
  readonly #known = new Uint8Array(CONFIG_BYTES);

  /** Takes newer bytes: they replace what was known. What lies beyond the end of the space is dropped. */
  write(offset: number, bytes: Uint8Array): void {
    const inside = bytes.subarray(0, Math.max(CONFIG_BYTES - offset, 0));
    this.#bytes.set(inside, Math.min(offset, CONFIG_BYTES));
    this.#known.fill(1, offset, offset + inside.length);
  }

  /** Takes older bytes: what is known stays. */
  fill(offset: number, bytes: Uint8Array): void {
    const end = Math.min(offset + bytes.length, CONFIG_BYTES);
    for (let at = offset; at < end; at++) {
      if (this.#known[at] === 1) continue;
      this.#bytes[at] = bytes[at - offset]!;
      this.#known[at] = 1;
    }
  }

  lacksAny(from: number, to: number): boolean {
    return this.#known.subarray(from, to).includes(0);
  }

  /** The bytes up to the last one that is known, those that are not zero, and which are. */
  get config(): { bytes: Uint8Array; known: ConfigRange[] } {
    const length = this.#known.lastIndexOf(1) + 1;
    return { bytes: this.#bytes.slice(0, length), known: this.#ranges(length) };
  }

  #ranges(length: number): ConfigRange[] {
    const known: ConfigRange[] = [];
    for (let at = this.#known.indexOf(1); at >= 0 && at < length; ) {
      const gap = this.#known.indexOf(0, at);
      const end = gap < 0 ? length : gap;
      known.push({ offset: at, length: end - at });
      at = this.#known.indexOf(1, end);
    }
    return known;
  }
}
