import type { BurstSpec, Request } from '../../contract/bridge-contract.ts';
import { WorkbenchError } from '../../contract/errors.ts';
import { counterBytes, repeat } from '../../contract/fills.ts';
import { planRequest } from '../../contract/requests/index.ts';
import type { FunctionView } from '../../contract/requests/kind.ts';
import { movesBytes, type TransferPlan } from './planned-call.ts';

/** Distinct offsets whose plans are kept; a longer walk plans again. */
const KEPT_PLANS = 4096;

/** Plans the operations of a burst: the same request at offsets that advance by `stride` and start over at `span`. */
export class BurstPlan {
  readonly #spec: BurstSpec;
  readonly #view: () => FunctionView;
  readonly #data: Uint8Array;
  readonly #plans = new Map<bigint, TransferPlan>();

  constructor(spec: BurstSpec, view: () => FunctionView) {
    this.#spec = spec;
    this.#view = view;
    this.#data = payloadOf(spec);
  }

  /** The plan of operation `index`. Throws `absent` or `bad-request` as planning does. */
  at(index: number): TransferPlan {
    const { stride, span } = this.#spec;
    const walked = BigInt(index) * BigInt(stride);
    return this.walked(span > 0 ? walked % BigInt(span) : walked);
  }

  /** The plan of an operation `step` bytes from the first offset. */
  walked(step: bigint): TransferPlan {
    const offset = this.#spec.offset + step;
    const known = this.#plans.get(offset);
    if (known) return known;
    const plan = planRequest(requestAt(this.#spec, offset, this.#data), this.#view());
    if (!movesBytes(plan)) throw badSpec(this.#spec, plan.call.call === 'none' ? plan.call.why : '');
    if (this.#plans.size >= KEPT_PLANS) this.#plans.clear();
    this.#plans.set(offset, plan);
    return plan;
  }
}

/** `length` bytes: the given payload repeated, or a counter. Reads and loads carry none. */
function payloadOf({ op, length, data }: BurstSpec): Uint8Array {
  if (op === 'pcilg' || op === 'region.read') return new Uint8Array();
  if (!data) return counterBytes(length);
  const payload = new Uint8Array(length);
  repeat(payload, data);
  return payload;
}

function requestAt(spec: BurstSpec, offset: bigint, data: Uint8Array): Request {
  const { op, space, path, length } = spec;
  switch (op) {
    case 'pcistb':
      return { kind: op, space, offset, path, data, pageOffset: 0 };
    case 'pcilg':
      return { kind: op, space, offset, path, length };
    case 'region.write':
      return { kind: op, region: space, offset, data };
    case 'region.read':
      return { kind: op, region: space, offset, length };
  }
}

const badSpec = ({ op }: BurstSpec, why: string) =>
  new WorkbenchError({ code: 'bad-request', message: `A burst of ${op} makes no system calls. ${why}`, op });
