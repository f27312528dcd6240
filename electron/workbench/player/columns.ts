/** A column of numbers that grows at its end, in no more than one and a half times the room it needs. */
export class Column<Numbers extends Float64Array | Uint32Array | BigUint64Array> {
  readonly #make: new (
    length: number,
  ) => Numbers;
  #numbers: Numbers;
  length = 0;

  constructor(make: new (length: number) => Numbers) {
    this.#make = make;
    this.#numbers = new make(64);
  }

  at(index: number): Numbers[number] {
    return this.#numbers[index]!;
  }

  push(value: Numbers[number]): void {
    if (this.length === this.#numbers.length) this.#grow();
    this.#numbers[this.length] = value;
    this.length += 1;
  }

  clear(): void {
    this.length = 0;
  }

  #grow(): void {
    const larger = new this.#make(Math.ceil(this.length * 1.5));
    larger.set(this.#numbers as never);
    this.#numbers = larger;
  }
}
