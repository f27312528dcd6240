/** What is known of a function that its registers depend on. */
export interface RegisterOwner {
  /** PCI vendor and device id; undefined = not known. */
  readonly vendor?: number;
  readonly device?: number;
  readonly isIsm: boolean;
  /** PCI configuration space as far as it was read. */
  readonly config?: Uint8Array;
}

/** Bytes of a BAR. */
export interface BarBytes {
  readonly bar: number;
  readonly start: bigint;
  /** Behind the last byte. */
  readonly end: bigint;
}

/** Registers of a kind of function that a read changes. */
export interface ChangingRead {
  readonly name: string;
  /** What reading does, as a sentence. */
  readonly sentence: string;
  readonly source: string;
  /** Where they lie on this function; none where it has none, or where that is not known. */
  readonly places: (owner: RegisterOwner) => readonly BarBytes[];
}

/** Bytes of a function that a read changes, ready to show. */
export interface ChangingPlace extends BarBytes, Pick<ChangingRead, 'name' | 'sentence' | 'source'> {}
