/**
 * Answers of real kernels that the simulator is known not to give, each with the reason. A difference listed here does not fail a
 * conformance run; an entry that no longer differs should go.
 */
export interface KnownDifference {
  /** File name of the capture, without folder. */
  readonly file: string;
  /** The call as the runner prints it. */
  readonly call: string;
  readonly reason: string;
}

export const knownDifferences: readonly KnownDifference[] = [];
