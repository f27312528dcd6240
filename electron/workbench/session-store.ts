import { WorkbenchError } from '../../native-bridge/contract/errors.ts';
import { type Emit, SessionBroadcast } from './broadcast.ts';
import type { WorkbenchFolder } from './files/folder.ts';
import type { Bridges } from './hosts/bridges.ts';
import { RecordedSession } from './player/recorded-session.ts';
import { LiveSession } from './session.ts';
import type { WorkbenchSession } from './workbench-session.ts';

export interface StoreOptions {
  readonly bridges: Bridges;
  readonly version: string;
  readonly folder: WorkbenchFolder;
  readonly emit: Emit;
}

/** The open sessions. */
export class SessionStore {
  readonly #options: StoreOptions;
  readonly #sessions = new Map<string, WorkbenchSession>();
  readonly #opening = new Map<string, Promise<WorkbenchSession>>();
  #nextId = 1;

  constructor(options: StoreOptions) {
    this.#options = options;
  }

  list(): WorkbenchSession[] {
    return [...this.#sessions.values()];
  }

  /** Opens a target address or a recording; one that is open and not ended gives the same session again. */
  async open(given: string): Promise<WorkbenchSession> {
    return this.#openResolved(await this.resolve(given));
  }

  async #openResolved(address: string): Promise<WorkbenchSession> {
    const open = this.list().find((session) => session.address === address && session.describe().condition !== 'ended');
    if (open) return open;
    const opening = this.#opening.get(address) ?? this.#openNew(address).finally(() => this.#opening.delete(address));
    this.#opening.set(address, opening);
    return opening;
  }

  /** The session, or `unknown-session`. */
  get(id: string): WorkbenchSession {
    const session = this.#sessions.get(id);
    if (session) return session;
    throw new WorkbenchError({
      code: 'unknown-session',
      message: `There is no session ${id}.`,
      next: 'Open the target again.',
    });
  }

  /** The session as one that can be sent to, or `recorded`. */
  live(id: string): LiveSession {
    const session = this.get(id);
    if (session instanceof LiveSession) return session;
    throw new WorkbenchError({
      code: 'recorded',
      message: `${session.address} is a recording: nothing can be sent to it.`,
      next: 'Open a target and send its requests there.',
    });
  }

  /** The session as a recording, or `not-recorded`. */
  recorded(id: string): RecordedSession {
    const session = this.get(id);
    if (session instanceof RecordedSession) return session;
    throw new WorkbenchError({
      code: 'not-recorded',
      message: `${session.address} is no recording: it is only as it is now.`,
      next: 'Record the session and open the recording.',
    });
  }

  /** Opens the file before or behind that of a recording; throws `no-such-file` when there is none. */
  openPart(id: string, which: 'previous' | 'next'): Promise<WorkbenchSession> {
    const recording = this.recorded(id);
    const path = recording.neighbour(which);
    if (path) return this.#openResolved(path);
    throw new WorkbenchError({
      code: 'no-such-file',
      message: `The ${which} file of ${recording.address} is not in its folder.`,
      next: 'Put it beside this one.',
    });
  }

  async close(id: string): Promise<void> {
    const session = this.get(id);
    this.#sessions.delete(id);
    await session.close();
    this.#options.emit('session.closed', { session: id });
  }

  async closeAll(): Promise<void> {
    await Promise.allSettled(this.list().map((session) => session.close()));
    this.#sessions.clear();
  }

  /** Paths in an address are taken from the workbench folder and the shipped assets only. */
  async resolve(address: string): Promise<string> {
    const capture = /^capture:(.*)$/s.exec(address)?.[1];
    if (capture !== undefined) return `capture:${await this.#options.folder.confine(capture)}`;
    return isRecording(address) ? this.#options.folder.confine(address) : address;
  }

  async #openNew(address: string): Promise<WorkbenchSession> {
    const id = `s${this.#nextId++}`;
    const listener = new SessionBroadcast(this.#options.emit, () => this.#sessions.get(id));
    const session = await (isRecording(address)
      ? RecordedSession.open(address, id, { changed: () => listener.changed() })
      : LiveSession.open(this.#options.bridges, address, { id, version: this.#options.version, listener }));
    this.#sessions.set(id, session);
    return session;
  }
}

const isRecording = (address: string) => address.endsWith('.mcap');
