/** A direct memory buffer: memory of one function that another one may store into. */
export interface DirectMemoryBuffer {
  /** Global id of the function that registered it; absent for the standing one. */
  readonly owner?: bigint;
  /** Global id of the only function that may write; absent = every one. */
  readonly writer?: bigint;
  readonly length: number;
  /** False when the owner's memory cannot be written. */
  write(at: number, data: Uint8Array): boolean;
  /** Tells the owner that an element of the buffer was written. */
  signal(element: number): void;
}
