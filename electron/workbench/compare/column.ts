/** Numbers that are added one by one: 8 bytes each, and while it grows at most as much again. */
export class Column {
  #values = new Float64Array(1024);
  length = 0;

  add(value: number): void {
    if (this.length === this.#values.length) {
      const grown = new Float64Array(2 * this.length);
      grown.set(this.#values);
      this.#values = grown;
    }
    this.#values[this.length++] = value;
  }

  get doubles(): Float64Array {
    return this.#values.slice(0, this.length);
  }

  get integers(): Int32Array {
    return Int32Array.from(this.#values.subarray(0, this.length));
  }
}
