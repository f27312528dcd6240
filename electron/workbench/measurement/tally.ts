import type { BurstSlice, BurstSpec, Outcome, Request } from '../../../native-bridge/contract/bridge-contract.ts';
import { type ComparedCounter, comparedCounters, type OurCount } from '../../contract/measurement/messages.ts';

const LAST_BAR = 5;
/** sysfs name of the driver that makes one store block of each write to a BAR. */
const BLOCK_DRIVER = 'ism_vfio_pci';

/** Where a request goes that reaches a BAR. */
interface Aim {
  readonly kind: string;
  readonly path?: string;
  readonly driver?: string;
  /** Region index or address space. */
  readonly place: number;
}

/**
 * Counter a request's device operations belong to; undefined where the kernel makes loads or stores of it that cannot be foretold
 * (configuration space, mapped BARs).
 */
export function counterOf({ kind, path, driver, place }: Aim): ComparedCounter | undefined {
  if (place > LAST_BAR || path === 'mmio') return undefined;
  if (kind === 'pcilg' || kind === 'region.read') return 'load_operations';
  if (kind === 'pcistb') return path === 'vfio-bar' ? 'store_operations' : 'store_block_operations';
  if (kind === 'region.write') return driver === BLOCK_DRIVER ? 'store_block_operations' : 'store_operations';
  return undefined;
}

type Counts = Record<ComparedCounter, OurCount>;
const noCounts = (): Counts =>
  Object.fromEntries(comparedCounters.map((name) => [name, { sure: 0, possible: 0 }])) as Counts;

/** Counts the device operations a session had done, as the function should count them. */
export class OperationTally {
  #counts = noCounts();

  get counts(): Counts {
    return { ...this.#counts };
  }

  /** The function counts anew: it was reset, or opened again. */
  clear(): void {
    this.#counts = noCounts();
  }

  request(request: Request, { status, path, operations = 0 }: Outcome, driver?: string): void {
    if (request.kind === 'device.reset' && status === 'ok') this.clear();
    this.#add(
      { kind: request.kind, path, driver, place: placeOf(request) },
      status === 'ok' ? operations : 0,
      operations,
    );
  }

  burst({ op, space }: BurstSpec, path: string | undefined, slice: BurstSlice, driver?: string): void {
    const { count, dropped, errors, operations } = slice;
    const share = (count + dropped - errors) / Math.max(count + dropped, 1);
    this.#add({ kind: op, path, driver, place: space }, Math.round(operations * share), operations);
  }

  #add(aim: Aim, sure: number, possible: number): void {
    const counter = counterOf(aim);
    if (!counter || possible === 0) return;
    const before = this.#counts[counter];
    this.#counts[counter] = { sure: before.sure + sure, possible: before.possible + Math.round(possible) };
  }
}

function placeOf(request: Request): number {
  if ('space' in request) return request.space;
  return 'region' in request ? request.region : 0;
}
