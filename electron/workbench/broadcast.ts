import type { EventInput } from '../../native-bridge/contract/method-table.ts';
import type { appContract, ProgramProgress, RequestRow, Session } from '../contract/app-contract.ts';
import { told } from './told.ts';
import type { SessionListener, WorkbenchSession } from './workbench-session.ts';

type AppEvents = (typeof appContract)['events'];
/** Sends one event to every window. */
export type Emit = <E extends keyof AppEvents & string>(event: E, payload: EventInput<typeof appContract, E>) => void;

/** Windows hear of a session at most ten times a second; of a growing recording, or with a long list of mappings to fetch, once a second. */
const PERIOD_MS = 100;
const SLOW_PERIOD_MS = 1000;

/** Rows an event carries at most; a window pages for the others. */
const MAX_NEWEST = 100;

/** Gathers what a session tells and passes it on to the windows in bounded pieces at a bounded rate. */
export class SessionBroadcast implements SessionListener {
  readonly #emit: Emit;
  readonly #session: () => WorkbenchSession | undefined;
  #changed = false;
  #newest: RequestRow[] = [];
  #hasThroughput = false;
  #progress: Omit<ProgramProgress, 'session'> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #toldAt = 0;

  constructor(emit: Emit, session: () => WorkbenchSession | undefined) {
    this.#emit = emit;
    this.#session = session;
  }

  changed(): void {
    this.#changed = true;
    this.#schedule();
  }

  row(row: RequestRow): void {
    this.#newest.push(row);
    if (this.#newest.length > 2 * MAX_NEWEST) this.#newest = this.#newest.slice(-MAX_NEWEST);
    this.#schedule();
  }

  throughput(): void {
    this.#hasThroughput = true;
    this.#schedule();
  }

  progress(progress: Omit<ProgramProgress, 'session'>): void {
    this.#progress = progress;
    this.#schedule();
  }

  event(event: string, message: string, atNs: bigint): void {
    const session = this.#session();
    if (session) this.#emit('target.event', { session: session.id, event, message, atNs });
  }

  notice(error: Parameters<SessionListener['notice']>[0]): void {
    this.#emit('notice', error);
  }

  /** Passes on what is gathered now, before an answer that depends on it. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const session = this.#session();
    if (session) this.#tell(session);
  }

  #schedule(): void {
    this.#timer ??= setTimeout(() => this.flush(), PERIOD_MS);
    this.#timer.unref();
  }

  #tell(session: WorkbenchSession): void {
    const { id } = session;
    const description = told(session.describe());
    const isRecent = Date.now() - this.#toldAt < SLOW_PERIOD_MS;
    if (this.#newest.length > 0) {
      const { requests: total, errors } = description;
      this.#emit('requests.grown', { session: id, total, errors, newest: this.#newest.slice(-MAX_NEWEST) });
      this.#changed ||= description.recording !== undefined && !isRecent;
    }
    if (this.#hasThroughput) this.#tellThroughput(session, description);
    if (this.#progress) this.#emit('program.progress', { session: id, ...this.#progress });
    if (this.#changed && isRecent && description.unlisted !== undefined) this.#schedule();
    else this.#tellChanged(description);
    this.#newest = [];
    this.#hasThroughput = false;
    this.#progress = undefined;
  }

  #tellThroughput(session: WorkbenchSession, { id, durationNs }: Session): void {
    const { reach } = session;
    if (reach) this.#emit('throughput', { session: id, reach, nowNs: durationNs });
  }

  #tellChanged(description: Session): void {
    if (this.#changed) this.#emit('session.changed', description);
    if (this.#changed) this.#toldAt = Date.now();
    this.#changed = false;
  }
}
