import { columnsOf, firstStart } from '../../../../native-bridge/contract/throughput/columns.ts';
import type { RecordedMessage } from '../../recorder/messages.ts';
import type { Operation } from './row.ts';

/** Where the operations of a burst stand: the time line of the session against the clock of the target, and how many were seen. */
interface Place {
  readonly offsetNs: bigint;
  count: number;
}

/** Unpacks the operations of bursts, whose columns come in several messages. */
export class Operations {
  readonly #places = new Map<number, Place>();

  /** The operations of one message, one at a time. Throws `bad-answer` when its columns are of different lengths. */
  *of(message: RecordedMessage<'burst'>): Generator<Operation> {
    const { burst, spec, modelled, atNs } = message;
    const originNs = firstStart(message) ?? 0n;
    const columns = columnsOf(message, originNs);
    const place = this.#places.get(burst) ?? { offsetNs: atNs - originNs, count: 0 };
    if (message.count > 0) this.#places.set(burst, place);
    for (let index = 0; index < columns.count; index++) {
      const startNs = originNs + BigInt(columns.startNs(index));
      const times = { atNs: startNs + place.offsetNs, startNs, durationNs: columns.durationNs(index) };
      yield { burst, operation: place.count++, ...times, result: columns.result(index), spec, modelled };
    }
    if (message.done) this.#places.delete(burst);
  }
}
