/** What differs between any two runs and says nothing about the function. One list: what is compared, and what a summary says was not, follow from it. */
export interface IgnoreRule {
  readonly id: string;
  /** What is left out, and why, as a clause: `memory addresses: each process has its own`. */
  readonly why: string;
  /** Only when it is asked for. */
  readonly optional?: boolean;
  /** Whether it leaves out that field of a decoded structure, by its last name. */
  readonly field?: (name: string, structure: string) => boolean;
  /** Fields of requests that it leaves out. */
  readonly request?: readonly string[];
}

const named = (...names: string[]) => {
  const set = new Set(names);
  return (name: string) => set.has(name);
};

export const ignoreRules: readonly IgnoreRule[] = [
  { id: 'times', why: 'starts and durations: see the latencies' },
  { id: 'vaddr', why: 'memory addresses: each process has its own', field: named('vaddr', 'user_va', 'gaddr') },
  { id: 'handles', why: 'function handles: enabling a function gives a new one', field: named('fh') },
  {
    id: 'descriptors',
    why: 'numbers of descriptors and iommufd objects: handed out anew each time',
    field: (name, structure) => DESCRIPTORS(name) || (structure === 'irq-set' && !IRQ_SET_HEAD(name)),
  },
  {
    id: 'counters',
    why: 'function measurement blocks and free mapping entries: they count what happened before',
    field: (name, structure) => structure === 'fmb' || name === 'avail',
  },
  {
    id: 'iova',
    why: 'I/O virtual addresses: asked for, as the functions have different apertures',
    optional: true,
    field: named('iova'),
    request: ['iova'],
  },
  { id: 'data', why: 'bytes that were read: asked for', optional: true },
];

const DESCRIPTORS = named('fd', 'iommufd', 'out_devid', 'dev_id', 'pt_id', 'ioas_id', 'out_ioas_id', 'group_id');
const IRQ_SET_HEAD = named('argsz', 'flags', 'index', 'start', 'count');

/** The rules of every comparison and those asked for by id. */
export class Ignored {
  readonly rules: readonly IgnoreRule[];

  constructor(asked: readonly string[] = []) {
    this.rules = ignoreRules.filter(({ id, optional }) => !optional || asked.includes(id));
  }

  has(id: string): boolean {
    return this.rules.some((rule) => rule.id === id);
  }

  field(name: string, structure: string): boolean {
    return this.rules.some((rule) => rule.field?.(name, structure));
  }

  request(field: string): boolean {
    return this.rules.some((rule) => rule.request?.includes(field));
  }
}
