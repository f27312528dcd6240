import type { FileEntry } from '../../../electron/contract/app-contract.ts';
import { fileAddress } from '../../../electron/contract/file-address.ts';
import type { TargetSummary } from '../../../native-bridge/contract/bridge-contract.ts';
import { bytesText, dateText } from '../../text/quantities.ts';

/** A line of the target list, whatever it stands for. */
export interface Entry {
  readonly key: string;
  readonly group: string;
  readonly title: string;
  /** Who it says it is, or when it was made. */
  readonly detail: string;
  /** Address to open; absent for a program, which is loaded into the composer. */
  readonly address?: string;
  readonly program?: string;
  /** Why it cannot be opened, and what mends that. */
  readonly reason?: string;
  readonly remedy?: string;
  /** A session shows it already: opening it again shows that session, ready or not. */
  readonly open: boolean;
}

const TARGET_GROUPS = { sim: 'Simulated', vfio: 'This host', capture: 'Captures', recording: 'Recordings' } as const;
const FILE_GROUPS = { recording: 'Recordings', capture: 'Captures', program: 'Programs' } as const;

/** Order of the groups on screen. */
export const groupOrder = ['Simulated', 'This host', 'Recent', 'Captures', 'Recordings', 'Programs'];

const EMPTY_IDENTITY = ['', '-', 'undefined'];

/** The function's place on the bus speaks for itself. */
const factText = ([name, value]: [string, string]) => (name === 'Function' ? value : `${name}\u00a0${value}`);

function targetEntry(target: TargetSummary, open: boolean): Entry {
  const { address, title, kind, identity, driver, ready, reason, remedy } = target;
  const facts = Object.entries(identity).filter(([, value]) => !EMPTY_IDENTITY.includes(value));
  const detail = [...facts.map(factText), driver].filter(Boolean).join(' · ');
  const problem = ready || open ? {} : { reason: reason ?? 'It is not ready.', remedy };
  return { key: address, group: TARGET_GROUPS[kind], title: title || address, detail, address, open, ...problem };
}

function fileEntry(file: FileEntry, open: boolean, group: string = FILE_GROUPS[file.kind]): Entry {
  const shared = {
    open,
    key: file.path,
    group,
    title: file.name,
    detail: `${dateText(file.modified)} · ${bytesText(file.size)}`,
  };
  return file.kind === 'program' ? { ...shared, program: file.path } : { ...shared, address: fileAddress(file) };
}

/** All lines in the order of their groups; the newest files first. `recent` lie outside the workbench folder. */
export function entriesOf(
  targets: readonly TargetSummary[],
  files: readonly FileEntry[],
  open: ReadonlySet<string>,
  recent: readonly FileEntry[] = [],
): readonly Entry[] {
  const newestFirst = files.toSorted((a, b) => Number(b.modified - a.modified));
  const known = new Set([...files, ...recent].map(fileAddress));
  const listed = targets.filter(({ address }) => !known.has(address));
  const all = [
    ...listed.map((target) => targetEntry(target, open.has(target.address))),
    ...recent.map((file) => fileEntry(file, open.has(fileAddress(file)), 'Recent')),
    ...newestFirst.map((file) => fileEntry(file, open.has(fileAddress(file)))),
  ];
  return all.toSorted((a, b) => groupOrder.indexOf(a.group) - groupOrder.indexOf(b.group));
}
