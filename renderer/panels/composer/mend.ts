import { hexNumber, parseHex, toHex } from '../../../native-bridge/abi/hex.ts';
import type { FunctionView } from '../../../native-bridge/contract/requests/kind.ts';
import { DMA_MAP, DMA_UNMAP, IOAS_MAP } from '../../../native-bridge/rules/flags.ts';
import type { BrokenRule, Caution, Mend as RuleMend } from '../../../native-bridge/rules/types.ts';
import type { Finding, Mend } from '../../widgets/broken-rules/broken-rules.tsx';
import { resize } from '../../widgets/hex-view/edit.ts';

/** Rules speak of the system call, the form of what is typed: what a rule finds and mends is put into the fields of the form. */

type Fields = Readonly<Record<string, unknown>>;
type Changes = Mend['set'];
type Value = bigint | number;

/** A finding in the form's own fields. */
export type FormFinding = Finding & {
  /** Fields of the form it concerns. */
  readonly fields: readonly string[];
};

const hasPayload = (step: Fields) => step.data !== undefined || step.kind === 'pcistb' || step.kind === 'region.write';

/** Field of the form that a field of the rules comes from; several for flags, none for what the system call makes itself. */
function formFields(field: string, step: Fields): readonly string[] {
  switch (field) {
    case 'length':
      return [hasPayload(step) && !step.from ? 'data' : 'length'];
    case 'gaddr':
      return [step.from ? 'at' : 'pageOffset'];
    case 'vaddr':
      return ['at'];
    case 'flags':
      return step.kind === 'dma.unmap' ? ['all'] : ['read', 'write'];
    default:
      return [field];
  }
}

/** Where the memory lies that an address of the rules points into. */
function memoryOf(step: Fields, view: FunctionView): bigint | undefined {
  const from = step.from as { buffer?: string } | undefined;
  const name = from ? from.buffer : step.buffer;
  if (name === undefined) return view.scratch.vaddr;
  return view.buffers.find((buffer) => buffer.name === name)?.vaddr;
}

const LAST_PAGE_OFFSET = 4095n;

/** An address as the offset it comes from; undefined where the form cannot say it. */
function addressChange(field: string, address: bigint, step: Fields, view: FunctionView): Changes | undefined {
  const memory = memoryOf(step, view);
  if (memory === undefined || address < memory) return undefined;
  const inline = field === 'gaddr' && !step.from;
  const offset = address - memory;
  // The next page is as good as the first one: inline bytes lie alone in their pages.
  if (inline) return { pageOffset: Number(offset & LAST_PAGE_OFFSET) };
  return { at: offset };
}

function flagChange(flags: number, step: Fields, { facts }: FunctionView): Changes | undefined {
  if (step.kind === 'dma.unmap') return { all: (flags & DMA_UNMAP.ALL) !== 0 };
  if (step.kind !== 'dma.map') return undefined;
  const [read, write] =
    facts.backend === 'iommufd' ? [IOAS_MAP.READABLE, IOAS_MAP.WRITEABLE] : [DMA_MAP.READ, DMA_MAP.WRITE];
  return { read: (flags & read) !== 0, write: (flags & write) !== 0 };
}

function changeOf(field: string, value: Value, step: Fields, view: FunctionView): Changes | undefined {
  if (field === 'gaddr' || field === 'vaddr') return addressChange(field, BigInt(value), step, view);
  if (field === 'flags') return flagChange(Number(value), step, view);
  return field === 'argsz' ? undefined : { [field]: value };
}

/** The mend in the form's fields; undefined when one of its changes is not the person's to make. */
function inForm({ how, set }: RuleMend, step: Fields, view: FunctionView): Mend[] {
  const changes = Object.entries(set).map(([field, value]) => changeOf(field, value, step, view));
  return changes.every((one) => one !== undefined) ? [{ how, set: Object.assign({}, ...changes) }] : [];
}

/** A broken rule or caution as the form shows it. */
export function formFinding(found: BrokenRule | Caution, step: Fields, view: FunctionView): FormFinding {
  const fields = formFields(found.field, step);
  const mends = found.mends?.flatMap((one) => inForm(one, step, view));
  return { ...found, field: fields.join(', '), fields, mends };
}

/** A payload has the length of its bytes: cut or padded with zeros. A fill says its length itself. */
function withLength(step: Fields, length: number): Fields {
  if (step.from) return { ...step, from: { ...(step.from as Fields), length } };
  if (step.data !== null && typeof step.data === 'object') return { ...step, data: { ...step.data, length } };
  if (typeof step.data !== 'string') return { ...step, length };
  const data = parseHex(step.data);
  return data ? { ...step, data: toHex(resize(data, length)) } : step;
}

/** A place inside a buffer, or inside the part of one that a store takes. */
const withPlace = (step: Fields, at: Value): Fields =>
  step.from ? { ...step, from: { ...(step.from as Fields), at: Number(at) } } : { ...step, at: hexNumber(at) };

/** Applies a mend to a step. */
export function applyMend(step: Fields, { set }: Mend): Fields {
  let mended = step;
  for (const [field, value] of Object.entries(set)) {
    if (typeof value === 'boolean') mended = { ...mended, [field]: value };
    else if (field === 'length') mended = withLength(mended, Number(value));
    else if (field === 'at') mended = withPlace(mended, value);
    else mended = { ...mended, [field]: field === 'pageOffset' ? Number(value) : hexNumber(value) };
  }
  return mended;
}
