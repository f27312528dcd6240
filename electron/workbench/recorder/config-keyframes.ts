import type { Outcome, Request, Snapshot } from '../../../native-bridge/contract/bridge-contract.ts';
import type { RequestRow } from '../../contract/app-contract.ts';
import { configAccess } from '../rows/config-access.ts';
import { ConfigBytes } from './config-bytes.ts';
import type { RecordedMessage } from './messages.ts';

/** Chunks with accesses to configuration space after which all that is known of it is told again. */
const MOST_CHUNKS = 8;

/**
 * When a recording tells configuration space as far as it is known: what it is at any place lies in the accesses before, each register
 * perhaps in a chunk of its own. So a reader has few chunks to look into, however many registers were read over however long a time.
 */
export class ConfigKeyframes {
  #space = new ConfigBytes();
  #chunk = -1;
  #chunks = 0;

  /** All that is known, as it is told. */
  get config(): Omit<RecordedMessage<'config'>, 'atNs'> {
    return this.#space.config;
  }

  /** What was inspected is what is known; what was read or written before counts no more. */
  inspected({ config = new Uint8Array() }: Snapshot): void {
    this.#space = new ConfigBytes();
    this.#space.write(0, config);
    this.#chunks = 0;
  }

  /** All that is known was told. */
  told(): void {
    this.#chunks = 0;
  }

  /** A request was put into the file's `chunk`th chunk. True when it is time to tell all that is known. */
  answered(
    row: RequestRow,
    request: Request | Record<string, unknown>,
    { data, sent }: Outcome,
    chunk: number,
  ): boolean {
    const access = configAccess(row);
    if (!access) return false;
    const inline = 'data' in request && request.data instanceof Uint8Array ? request.data : new Uint8Array();
    const bytes = data?.length ? data : (sent ?? inline);
    this.#space.write(access.offset, bytes.subarray(0, access.length));
    if (chunk !== this.#chunk) this.#chunks += 1;
    this.#chunk = chunk;
    return this.#chunks > MOST_CHUNKS;
  }
}
