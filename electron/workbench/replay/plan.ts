import type { Snapshot } from '../../../native-bridge/contract/bridge-contract.ts';
import { type KnownFunction, knownOf } from '../../../native-bridge/contract/facts.ts';
import type { RequestRow } from '../../contract/app-contract.ts';
import { setupSteps, Uses } from '../../contract/copying/program.ts';
import type { Step } from '../../contract/program.ts';
import { dangerOf } from '../../contract/replay/dangers.ts';
import type { Danger, ReplayPlan } from '../../contract/replay/messages.ts';
import { damageNote } from '../player/damage-note.ts';
import { type Chosen, ChosenRows } from './chosen.ts';

/** Dangers that are listed; the others are counted. */
const LISTED = 100;
/** Mapped addresses that a suggestion looks at. */
const LOOKED_AT = 10_000;

const WRITING_BURSTS: ReadonlySet<string> = new Set(['burst pcistb', 'burst region.write']);

/** What a pass over the chosen rows found: all that is known before anything is sent. */
export class Plan {
  readonly path: string;
  readonly uses = new Uses();
  readonly #dangers: Danger[] = [];
  /** Ids of all dangers there are. */
  readonly dangerIds = new Set<string>();
  #dangerCount = 0;
  #known: { readonly snapshot: Snapshot; readonly target: KnownFunction } | undefined;
  #requests = 0;
  #bursts = 0;
  #writes = false;
  #first: bigint | undefined;
  #last = 0n;
  #read: ChosenRows;
  /** I/O virtual addresses that the rows map. */
  readonly iovas = new Set<bigint>();

  private constructor(path: string, read: ChosenRows) {
    this.path = path;
    this.#read = read;
  }

  /** Throws as opening a recording does. */
  static async make(path: string, matches: (row: RequestRow) => boolean): Promise<Plan> {
    const read = new ChosenRows(path, matches);
    const plan = new Plan(path, read);
    for await (const chosen of read.rows()) plan.#add(chosen);
    for (const { kind, iova } of plan.setup as { kind: string; iova?: string }[])
      if (kind === 'dma.map' && iova) plan.iovas.add(BigInt(iova));
    return plan;
  }

  /** Buffers and mappings that are made first. */
  get setup(): Step[] {
    return this.uses.functions.flatMap((on) => setupSteps(on, this.uses, this.#read.around.context.setup));
  }

  get snapshot(): Snapshot {
    return this.#read.snapshot!;
  }

  get told(): ReplayPlan {
    const { leftOut, end } = this.#read;
    return {
      requests: this.#requests,
      bursts: this.#bursts,
      setup: this.setup.length,
      leftOut,
      writes: this.#writes,
      spanNs: this.#last - (this.#first ?? this.#last),
      dangers: this.#dangers,
      dangerCount: this.#dangerCount,
      functions: this.functions,
      damage: end && damageNote(this.path, end, { rows: this.#requests, missing: 0 }),
    };
  }

  /** Further functions the rows name, with the addresses they had. */
  get functions(): Record<string, string> {
    const { functions } = this.#read.around.context;
    return Object.fromEntries(this.uses.functions.filter((on) => on !== '').map((on) => [on, functions[on] ?? '']));
  }

  #add({ row, burst }: Chosen): void {
    this.#requests += 1;
    this.#first ??= row.atNs;
    this.#last = row.atNs;
    this.#look({ row, burst });
    if (burst) {
      this.#bursts += 1;
      this.#writes ||= WRITING_BURSTS.has(row.kind);
    } else this.#use(row);
  }

  #look(recorded: Pick<Chosen, 'row' | 'burst'>): void {
    const danger = dangerOf(recorded, this.#recordedOn());
    if (!danger) return;
    this.#dangerCount += 1;
    for (const id of danger.ids) this.dangerIds.add(id);
    if (this.#dangers.length < LISTED) this.#dangers.push(danger);
  }

  /** The function of the recording; a snapshot is decoded once. */
  #recordedOn(): KnownFunction {
    const { snapshot } = this;
    if (this.#known?.snapshot !== snapshot) this.#known = { snapshot, target: knownOf(snapshot) };
    return this.#known.target;
  }

  #use(row: RequestRow): void {
    this.uses.add(row);
    this.#writes ||= this.uses.writes(row.on ?? '');
    const { iova } = row.request;
    if (row.kind === 'dma.map' && this.iovas.size < LOOKED_AT && typeof iova === 'string') this.iovas.add(BigInt(iova));
  }
}
