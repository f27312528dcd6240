import { configAccess } from '../rows/config-access.ts';
import { isError } from '../rows/row-log.ts';
import { type RecordedMessage, type Topic, topics } from './messages.ts';
import type { ChunkEntry } from './row-index.ts';

type Request = RecordedMessage<'request'>;

/** Counts what the index says of one chunk, message by message: the same for who writes a file and who reads it. */
export class ChunkTally {
  #rows = 0;
  #errors = 0;
  #changes = 0;
  #topics = 0;
  #bytes = 0n;
  #span: { from: bigint; to: bigint } | undefined;
  #config: { from: number; to: number } | undefined;
  readonly #paths: Record<string, number> = {};

  add<T extends Topic>(topic: T, message: RecordedMessage<T>): void {
    this.#topics |= 1 << topics.indexOf(topic);
    // A session is told again in later chunks, with the time it began.
    if (topic !== 'session') this.#extend(message.atNs);
    if (topic === 'change') this.#changes += 1;
    if (topic === 'mark') this.#rows += 1;
    if (topic === 'request') this.#addRequest(message as Request);
  }

  /** The entry of the chunk, whose record lies at `offset` with `length` bytes. */
  entry(offset: number, length: number): ChunkEntry {
    return {
      offset,
      length,
      rows: this.#rows,
      errors: this.#errors,
      changes: this.#changes,
      topics: this.#topics,
      bytes: this.#bytes,
      startNs: this.#span?.from ?? 0n,
      endNs: this.#span?.to ?? 0n,
      configFrom: this.#config?.from ?? 0,
      configTo: this.#config?.to ?? 0,
      paths: this.#paths,
    };
  }

  #extend(atNs: bigint): void {
    const { from = atNs, to = atNs } = this.#span ?? {};
    this.#span = { from: atNs < from ? atNs : from, to: atNs > to ? atNs : to };
  }

  #addRequest(message: Request): void {
    this.#rows += 1;
    if (isError(message)) this.#errors += 1;
    const bytes = bytesOf(message);
    this.#bytes += BigInt(bytes);
    if (message.path) this.#paths[message.path] = (this.#paths[message.path] ?? 0) + 1;
    this.#touchConfig(message, bytes);
  }

  #touchConfig({ kind, status, on, request, rc }: Request, bytes: number): void {
    const access = configAccess({ kind, status, on, request, rc, bytes });
    if (!access) return;
    const [from, to] = [access.offset, access.offset + access.length];
    const touched = this.#config ?? { from, to };
    this.#config = { from: Math.min(touched.from, from), to: Math.max(touched.to, to) };
  }
}

/** Bytes a request moved: what came back, else what was stored. A burst says it itself. */
export function bytesOf({ bytes, data, sent, request }: Request): number {
  if (bytes !== undefined) return bytes;
  return data?.length || sent?.length || storedLength(request.data);
}

/** Inline payload: hex in a file, bytes before it is written. */
function storedLength(data: unknown): number {
  if (typeof data === 'string') return data.length / 2;
  return data instanceof Uint8Array ? data.length : 0;
}
