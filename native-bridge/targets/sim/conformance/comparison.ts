import { errnoName } from '../../../abi/errno.ts';
import { toHex } from '../../../abi/hex.ts';
import type { SyscallResult } from '../../syscalls.ts';

/** One thing that was compared: what the real kernel answered and what the simulated one did. */
export interface Comparison {
  /** The call in words, with its place: `calls[38] VFIO_IOMMU_MAP_DMA past the end`. */
  readonly call: string;
  readonly expected: string;
  readonly got: string;
}

export const agrees = ({ expected, got }: Comparison) => expected === got;

export interface ExpectedAnswer {
  readonly rc?: number;
  readonly errno?: number;
  readonly out?: Uint8Array | null;
}

/** Return code or errno, and the bytes where the capture has them. */
export function compareAnswer(call: string, expected: ExpectedAnswer, got: SyscallResult): Comparison {
  const wantsBytes = expected.out instanceof Uint8Array;
  return {
    call,
    expected: answerText(expected.errno, expected.rc ?? 0, wantsBytes ? expected.out! : undefined),
    got: answerText(got.rc < 0 ? got.errno : undefined, got.rc, wantsBytes ? got.out : undefined),
  };
}

/** A read: how many bytes and which, or the errno. */
export function compareRead(
  call: string,
  expected: { readonly n?: number; readonly hex?: Uint8Array; readonly errno?: number },
  got: SyscallResult,
): Comparison {
  const out = expected.hex;
  return compareAnswer(call, { rc: expected.n ?? out?.length, errno: expected.errno, out }, got);
}

export const compareCounters = (call: string, expected: readonly number[], got: readonly bigint[]): Comparison => ({
  call: `${call}: eventfd counters`,
  expected: expected.join(' '),
  got: got.join(' '),
});

function answerText(errno: number | undefined, rc: number, out: Uint8Array | undefined): string {
  const result = errno === undefined ? `rc ${rc}` : errnoName(errno);
  return out && (errno === undefined || out.length > 0) ? `${result} ${toHex(out)}` : result;
}
