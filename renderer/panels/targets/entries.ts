import type { FileEntry, Host } from '../../../electron/contract/app-contract.ts';
import { fileAddress } from '../../../electron/contract/file-address.ts';
import type { TargetSummary } from '../../../native-bridge/contract/bridge-contract.ts';
import type { WorkbenchData } from '../../store/state.ts';
import { bytesText, dateText } from '../../text/quantities.ts';
import { hostName } from '../../text/short-address.ts';
import { hostState } from './host-state.ts';

/** A line of the target list, whatever it stands for. */
export interface Entry {
  readonly key: string;
  readonly group: Group;
  readonly title: string;
  /** Who it says it is, or when it was made. */
  readonly detail: string;
  /** Address to open; absent for a program, which is loaded into the composer, and for a machine, which is asked what it has. */
  readonly address?: string;
  readonly program?: string;
  /** Why it cannot be opened, and what mends that. */
  readonly reason?: string;
  readonly remedy?: string;
  /** A session shows it already: opening it again shows that session, ready or not. */
  readonly open: boolean;
  /** What the line stands for, to be looked at more closely. */
  readonly target?: TargetSummary;
  /** The machine itself, on its own line; on lines of its functions the machine they are on. */
  readonly host?: Host;
  /** The line that asks for another machine. */
  readonly adds?: 'host';
}

/** The groups in their order on screen. */
export const groupOrder = [
  'Simulated',
  'This machine',
  'Other machines',
  'Recent',
  'Captures',
  'Recordings',
  'Programs',
] as const;
export type Group = (typeof groupOrder)[number];

const TARGET_GROUPS = { sim: 'Simulated', vfio: 'This machine', capture: 'Captures', recording: 'Recordings' } as const;
const FILE_GROUPS = { recording: 'Recordings', capture: 'Captures', program: 'Programs' } as const;

const EMPTY_IDENTITY = ['', '-', 'undefined'];

/** What is known about who a function is, driver included. */
export const factsOf = ({ identity, driver }: TargetSummary): readonly (readonly [string, string])[] => [
  ...Object.entries(identity).filter(([, value]) => !EMPTY_IDENTITY.includes(value)),
  ...(driver ? [['driver', driver] as const] : []),
];

/** The function's place on the bus and its driver speak for themselves. */
const factText = ([name, value]: readonly [string, string]) =>
  name === 'Function' || name === 'driver' ? value : `${name}\u00a0${value}`;

function targetEntry(target: TargetSummary, isOpen: boolean, host?: Host): Entry {
  const { address, title, kind, ready, reason, remedy } = target;
  return {
    key: address,
    group: host ? 'Other machines' : TARGET_GROUPS[kind],
    title: title || address,
    detail: factsOf(target).map(factText).join(' · '),
    address,
    open: isOpen,
    target,
    host,
    ...(ready || isOpen ? {} : { reason: reason ?? 'It is not ready.', remedy }),
  };
}

/** A machine and, below it, what it offers. */
const hostEntries = (host: Host, open: ReadonlySet<string>): readonly Entry[] => [
  {
    key: host.address,
    group: 'Other machines',
    title: hostName(host.address),
    detail: hostState(host),
    open: false,
    host,
  },
  ...host.targets.map((target) => targetEntry(target, open.has(target.address), host)),
];

const ADD_HOST: Entry = {
  key: 'add-host',
  group: 'Other machines',
  title: 'Add a machine …',
  detail: 'Its functions, over ssh',
  open: false,
  adds: 'host',
};

/** A capture's file date says nothing about when it was taken. */
const fileDetail = ({ kind, modified, size }: FileEntry) =>
  kind === 'capture' ? bytesText(size) : `${dateText(modified)} · ${bytesText(size)}`;

function fileEntry(file: FileEntry, open: boolean, group: Group = FILE_GROUPS[file.kind]): Entry {
  const shared = { open, key: file.path, group, title: file.name, detail: fileDetail(file) };
  return file.kind === 'program' ? { ...shared, program: file.path } : { ...shared, address: fileAddress(file) };
}

export type Listed = Pick<WorkbenchData, 'files' | 'recent' | 'hosts'> & { readonly targets: readonly TargetSummary[] };

/** All lines in the order of their groups; the newest files first. Recent files lie outside the workbench folder. */
export function entriesOf({ targets, files, recent, hosts }: Listed, open: ReadonlySet<string>): readonly Entry[] {
  const newestFirst = files.toSorted((a, b) => Number(b.modified - a.modified));
  const known = new Set([...files, ...recent].map(fileAddress));
  const listed = targets.filter(({ address }) => !known.has(address));
  const all = [
    ...listed.map((target) => targetEntry(target, open.has(target.address))),
    ...hosts.flatMap((host) => hostEntries(host, open)),
    ADD_HOST,
    ...recent.map((file) => fileEntry(file, open.has(fileAddress(file)), 'Recent')),
    ...newestFirst.map((file) => fileEntry(file, open.has(fileAddress(file)))),
  ];
  return all.toSorted((a, b) => groupOrder.indexOf(a.group) - groupOrder.indexOf(b.group));
}
