import { hexNumber } from '../abi/hex.ts';
import { vfioIrqSet } from '../abi/structures/irq.ts';
import { IRQ_SET } from './flags.ts';
import { mend } from './mends.ts';
import { tooShort, unknownFlags } from './structure-breach.ts';
import type { Facts, IrqSet, Mend, Rule, RuleSet } from './types.ts';

const SOURCE = 'vfio_set_irqs_validate_and_prepare';
const U32_MAX = 0xffff_ffff;
const INDICES = 5;
const DATA = IRQ_SET.DATA_NONE | IRQ_SET.DATA_BOOL | IRQ_SET.DATA_EVENTFD;
const ACTION = IRQ_SET.ACTION_MASK | IRQ_SET.ACTION_UNMASK | IRQ_SET.ACTION_TRIGGER;

const available = ({ index }: IrqSet, { irqCounts }: Facts) => irqCounts[index] ?? 0;

/** Bytes of data per interrupt, by DATA bit; absent = not exactly one bit. */
const DATA_BYTES: Readonly<Record<number, number>> = {
  [IRQ_SET.DATA_NONE]: 0,
  [IRQ_SET.DATA_BOOL]: 1,
  [IRQ_SET.DATA_EVENTFD]: 4,
};

const needed = ({ flags, count }: IrqSet) => vfioIrqSet.size + count * (DATA_BYTES[flags & DATA] ?? 0);

const argsz: Rule<IrqSet> = {
  id: 'IRQ-ARGSZ',
  sentence: 'argsz covers the structure, 20 bytes.',
  errno: 'EINVAL',
  source: SOURCE,
  broken: ({ argsz }) => tooShort(argsz, vfioIrqSet.size),
};

const index: Rule<IrqSet> = {
  id: 'IRQ-INDEX',
  sentence: 'The index is 0 INTx, 1 MSI, 2 MSI-X, 3 ERR or 4 REQ.',
  errno: 'EINVAL',
  source: `${SOURCE}; measured on 6.12`,
  broken: ({ index }) =>
    index >= INDICES ? { field: 'index', detail: `${index} > 4`, mends: [mend('Take REQ', { index: 4 })] } : undefined,
};

/** As many vectors as there are from the first one on. */
function fewer(set: IrqSet, facts: Facts): Mend[] {
  const left = available(set, facts) - set.start;
  return left >= 0 ? [mend('Take fewer', { count: left })] : [];
}

const countWraps: Rule<IrqSet> = {
  id: 'IRQ-WRAP',
  sentence: 'start and count do not wrap.',
  errno: 'EINVAL',
  source: SOURCE,
  broken: (set, facts) =>
    set.count >= U32_MAX - set.start
      ? { field: 'count', detail: `${set.start} + ${set.count} wraps`, mends: fewer(set, facts) }
      : undefined,
};

const flags: Rule<IrqSet> = {
  id: 'IRQ-FLAGS',
  sentence: 'Only DATA and ACTION bits are set.',
  errno: 'EINVAL',
  source: SOURCE,
  broken: ({ flags }) => unknownFlags(flags, DATA | ACTION),
};

const start: Rule<IrqSet> = {
  id: 'IRQ-START',
  sentence: 'The first vector exists on this function.',
  errno: 'EINVAL',
  source: `${SOURCE}; measured on 6.12 (ERR without a PCIe capability and INTx have none)`,
  broken: (set, facts) => {
    const count = available(set, facts);
    if (set.start < count) return undefined;
    const last = set.count > count ? count - 1 : Math.min(count - 1, count - set.count);
    const mends = count > 0 ? [mend('Begin lower', { start: last })] : [];
    return { field: 'start', detail: `${set.start}, but ${count} available`, mends };
  },
};

const range: Rule<IrqSet> = {
  id: 'IRQ-RANGE',
  sentence: 'All vectors exist on this function.',
  errno: 'EINVAL',
  source: SOURCE,
  broken: (set, facts) => {
    const count = available(set, facts);
    if (set.start + set.count <= count) return undefined;
    const detail = `${set.start} + ${set.count} > ${count}`;
    const lower = set.count <= count ? [mend('Begin lower', { start: count - set.count })] : [];
    return { field: 'count', detail, mends: [...fewer(set, facts), ...lower] };
  },
};

const dataType: Rule<IrqSet> = {
  id: 'IRQ-DATA',
  sentence: 'Exactly one DATA bit is set.',
  errno: 'EINVAL',
  source: `${SOURCE}; measured on 6.12`,
  broken: ({ flags }) =>
    DATA_BYTES[flags & DATA] === undefined
      ? {
          field: 'flags',
          detail: `DATA bits ${hexNumber(flags & DATA)}`,
          mends: [mend('Carry no data', { flags: (flags & ~DATA) | IRQ_SET.DATA_NONE })],
        }
      : undefined,
};

const dataSize: Rule<IrqSet> = {
  id: 'IRQ-DATA-SIZE',
  sentence: 'argsz covers the data of all vectors: 1 byte each for BOOL, 4 for EVENTFD.',
  errno: 'EINVAL',
  source: SOURCE,
  broken: (set) =>
    set.argsz < needed(set)
      ? {
          field: 'argsz',
          detail: `${set.argsz} < ${needed(set)}`,
          mends: [mend('Cover the data', { argsz: needed(set) })],
        }
      : undefined,
};

/** INTx takes all three actions; MSI, MSI-X, ERR and REQ can only be triggered. */
const takes = (index: number) => (index === 0 ? [0x8, 0x10, 0x20] : [IRQ_SET.ACTION_TRIGGER]);

const action: Rule<IrqSet> = {
  id: 'IRQ-ACTION',
  sentence: 'Exactly one ACTION bit is set, and the index supports it: only INTx can be masked.',
  errno: 'ENOTTY',
  source: 'vfio_pci_set_irqs_ioctl; measured on 6.12',
  broken: ({ index, flags }) =>
    takes(index).includes(flags & ACTION)
      ? undefined
      : {
          field: 'flags',
          detail: `action ${hexNumber(flags & ACTION)} on index ${index}`,
          mends: [mend('Trigger', { flags: (flags & ~ACTION) | IRQ_SET.ACTION_TRIGGER })],
        },
};

const MSI = 1;
const MSIX = 2;
const hasVectors = (index: number) => index === MSI || index === MSIX;
const usedBy = (index: number, { irqs }: Facts) => irqs?.find((one) => one.index === index);

/** What depends on the interrupts in use is only said where they are known. */
const SOURCE_MSI = 'vfio_pci_set_msi_trigger';

const oneKind: Rule<IrqSet> = {
  id: 'IRQ-OTHER',
  sentence: 'Only one of MSI and MSI-X is in use at a time.',
  errno: 'EINVAL',
  source: SOURCE_MSI,
  broken: ({ index }, facts) => {
    const other = hasVectors(index) && usedBy(index === MSI ? MSIX : MSI, facts);
    if (!other) return undefined;
    return { field: 'index', detail: `${other.index} is in use`, mends: [mend('Take it', { index: other.index })] };
  },
};

const turnsOff: Rule<IrqSet> = {
  id: 'IRQ-OFF',
  sentence: 'What is turned off with count 0 is in use.',
  errno: 'EINVAL',
  source: `${SOURCE_MSI} and vfio_pci_set_ctx_trigger_single`,
  broken: ({ index, count }, facts) =>
    count > 0 || !facts.irqs || usedBy(index, facts)
      ? undefined
      : { field: 'count', detail: `nothing is armed on index ${index}`, mends: [mend('Arm one', { count: 1 })] },
};

const room: Rule<IrqSet> = {
  id: 'IRQ-ROOM',
  sentence: 'No more vectors than were armed first; for more, the index is turned off before.',
  errno: 'EINVAL',
  source: 'vfio_msi_set_block',
  broken: ({ index, start, count }, facts) => {
    const used = hasVectors(index) ? usedBy(index, facts) : undefined;
    if (!used || count === 0 || start + count <= used.room) return undefined;
    const left = used.room - start;
    const fewer = left > 0 ? [mend('Take fewer', { count: left })] : [];
    const lower = count <= used.room ? [mend('Begin lower', { start: used.room - count })] : [];
    return { field: 'count', detail: `${start} + ${count} > ${used.room} set up`, mends: [...fewer, ...lower] };
  },
};

/** VFIO_DEVICE_SET_IRQS. Whether the descriptors are eventfds is the kernel's to say. */
export const irqSetRules: RuleSet<IrqSet> = {
  id: 'irq-set',
  title: 'SET_IRQS',
  rules: [argsz, index, countWraps, flags, start, range, dataType, dataSize, action, oneKind, turnsOff, room],
};
