import type { Outcome, Request } from '../../native-bridge/contract/bridge-contract.ts';
import { type ErrorInfo, errorInfo, WorkbenchError } from '../../native-bridge/contract/errors.ts';
import type { RequestRow } from '../contract/app-contract.ts';
import type { SessionLog } from './session-log.ts';

/** Sends requests and logs what became of each: every one gets its row, also one that never comes back. */
export class Exchange {
  readonly #log: SessionLog;
  readonly #send: (request: Request, on?: string) => Promise<Outcome>;
  readonly #changed: () => void;
  readonly #flights = new Set<Flight>();

  /** `changed` is called when a request changed the state of the function. */
  constructor(log: SessionLog, send: (request: Request, on?: string) => Promise<Outcome>, changed: () => void) {
    this.#log = log;
    this.#send = send;
    this.#changed = changed;
  }

  /** Whether a request waits for its answer. */
  get busy(): boolean {
    return this.#flights.size > 0;
  }

  /** Sends a request to the target or one of a program's functions. Throws Refusal. */
  async send(request: Request, on?: string): Promise<{ row: RequestRow; outcome: Outcome }> {
    await this.#log.room();
    const flight: Flight = { request, on };
    this.#flights.add(flight);
    const answer = await this.#send(request, on).catch(errorInfo);
    this.#flights.delete(flight);
    if (flight.lost) throw new Refusal(NO_ANSWER, flight.lost);
    if ('code' in answer) throw new Refusal(answer, this.#log.refused(request, answer, on));
    const row = this.#log.answered(request, answer, on);
    if (answer.change ?? answer.snapshot) this.#changed();
    return { row, outcome: answer };
  }

  /** Gives every request without an answer its row: whoever reads the recording has to see the one that wedged the function. */
  giveUp(): void {
    for (const flight of this.#flights) flight.lost = this.#log.refused(flight.request, NO_ANSWER, flight.on);
  }
}

/** A request that could not be sent, with the row that says so. */
export class Refusal extends WorkbenchError {
  readonly row: RequestRow;

  constructor(info: ErrorInfo, row: RequestRow) {
    super(info);
    this.row = row;
  }
}

/** A request without an answer so far; `lost` is its row when the session ended before one came. */
interface Flight {
  readonly request: Request;
  readonly on?: string;
  lost?: RequestRow;
}

const NO_ANSWER: ErrorInfo = {
  code: 'no-answer',
  message: 'The request had no answer when the session ended.',
  next: 'Whether it reached the function is not known.',
};
