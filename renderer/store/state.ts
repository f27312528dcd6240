import type { KeptDraft, OpenFile } from '../../electron/contract/app/drafts.ts';
import type {
  appContract,
  FileEntry,
  Host as Machine,
  ProgramProgress,
  RequestRow,
  Session,
} from '../../electron/contract/app-contract.ts';
import type { Program } from '../../electron/contract/program.ts';
import type { Note } from '../../electron/contract/recording-notes.ts';
import type { Divergence, ReplayProgress } from '../../electron/contract/replay/messages.ts';
import type { BurstSpec, Check, TargetSummary } from '../../native-bridge/contract/bridge-contract.ts';
import type { ErrorInfo } from '../../native-bridge/contract/errors.ts';
import type { Result } from '../../native-bridge/contract/method-table.ts';
import type { ChosenRows } from './chosen-rows.ts';
import { noRows } from './chosen-rows.ts';
import type { Comparison } from './comparison.ts';
import type { DangerQuestion } from './consent.ts';
import { type MeasurementView, noMeasurement } from './measurement.ts';
import { type Player, stillPlayer } from './player/player.ts';
import type { Preferences } from './preferences.ts';
import type { RowCache } from './rows.ts';
import { emptyRows } from './rows.ts';
import type { RunForm } from './run-form.ts';
import type { SelectionHistory } from './selection.ts';
import { emptyHistory } from './selection.ts';
import { firstSendAgain, type SendAgainForm } from './send-again-form.ts';
import { noThroughput, type Throughput } from './throughput.ts';
import { firstTwoPaths, type TwoPathsView } from './two-paths.ts';

/** Who answers on the other side of the socket. */
export interface Host {
  readonly version: string;
  readonly host: 'serve' | 'electron';
  readonly platform: string;
  readonly folder: string;
  /** It has file dialogs and menus of its own. */
  readonly desktop: boolean;
}

export type Connection =
  | { readonly state: 'connecting' }
  | { readonly state: 'open'; readonly host: Host }
  | { readonly state: 'lost'; readonly reason: ErrorInfo; readonly attempt: number; readonly retryInMs: number }
  | { readonly state: 'refused'; readonly reason: ErrorInfo };

/** A message for the person at the window: an error or news, with cause and next step. */
export interface Notice extends ErrorInfo {
  readonly id: number;
  readonly tone: 'error' | 'info';
  /** A button on the toast. */
  readonly action?: { readonly label: string; readonly run: () => void };
}

/** The fields of a store loop, as typed: nothing typed is lost by looking elsewhere. */
export interface LoopForm {
  readonly op: BurstSpec['op'];
  /** Empty = the function's default path. */
  readonly path: string;
  readonly space: string;
  readonly offset: string;
  readonly length: string;
  readonly seconds: string;
  /** Operations a second; empty = as fast as it goes. */
  readonly rate: string;
}

const firstLoop: LoopForm = {
  op: 'pcistb',
  path: '',
  space: '0',
  offset: '0x0',
  length: '4096',
  seconds: '5',
  rate: '',
};

/** What the window keeps for one session beside the session itself. */
export interface SessionView {
  readonly history: SelectionHistory;
  readonly rows: RowCache;
  /** The list scrolls along with new requests. */
  readonly follow: boolean;
  readonly throughput: Throughput;
  readonly program?: ProgramProgress;
  /** The store loop as typed. */
  readonly loop: LoopForm;
  /** How the recording is sent again, as typed. */
  readonly sendAgain: SendAgainForm;
  /** One payload, stored in several ways. */
  readonly twoPaths: TwoPathsView;
  /** The counters the function keeps of itself. */
  readonly measurement: MeasurementView;
  /** Rows of the request list that are chosen together, beside the selected one. */
  readonly chosen: ChosenRows;
  /** Of a recording. */
  readonly player: Player;
  /** What readers wrote to it. */
  readonly notes: readonly Note[];
  /** The change of the connection that was read and put away, by its `since`. */
  readonly readMissed?: bigint;
}

export const emptyView = (requests = 0): SessionView => ({
  history: emptyHistory,
  rows: emptyRows({}, requests),
  follow: true,
  throughput: noThroughput,
  loop: firstLoop,
  sendAgain: firstSendAgain,
  twoPaths: firstTwoPaths,
  measurement: noMeasurement,
  chosen: noRows,
  player: stillPlayer,
  notes: [],
});

/** A request on its way into the composer. `id` tells two hand-overs of the same request apart. */
export interface Draft {
  readonly id: number;
  readonly request: RequestRow['request'] & { readonly kind: string };
}

/** A program on its way into the composer: a file as it is, or one that has none yet. */
export type ProgramDraft = { readonly id: number } & ({ readonly file: OpenFile } | { readonly program: Program });

/** What the desktop asks of the window: a command chosen in its menu, or an address handed over. */
export type Asked = { readonly command: string } | { readonly address: string };

/** What a doctor found so far. */
export interface Diagnosis {
  readonly run: number;
  /** Of a function or a machine; empty is this machine. */
  readonly address: string;
  readonly checks: readonly Check[];
  readonly finished: boolean;
}

/** Something that takes long enough to be told about: `Opening sim:ism`. */
export interface Pending {
  readonly id: number;
  readonly method: string;
  readonly about: string;
}

/** A file of the user's machine on its way into the workbench folder. */
export interface Import {
  readonly id: number;
  readonly name: string;
  readonly size: number;
  /** Bytes that have been written. */
  readonly done: number;
}

/** Requests of a recording that are sent again from this window. */
export interface Replay {
  /** Absent until it has begun. */
  readonly id?: number;
  /** Session of the recording. */
  readonly recording: string;
  readonly progress?: ReplayProgress;
  /** Those that were read, from the first on. */
  readonly divergences: readonly Divergence[];
}

/** A recording that is made into another file. */
export interface Export {
  readonly run: number;
  readonly format: string;
  /** Bytes of the recording that were read, of all. */
  readonly done: number;
  readonly total: number;
  readonly result?: ExportResult;
}
type ExportResult = Result<typeof appContract, 'export.run'>;
/** Programs, samples and environments, as they are on the disk. */
export type LibraryList = Result<typeof appContract, 'programs.list'>;
type ExportFormats = Result<typeof appContract, 'export.formats'>['formats'];

export interface WorkbenchData {
  readonly connection: Connection;
  /** Calls under way. */
  readonly pending: readonly Pending[];
  readonly imports: readonly Import[];
  /** Undefined until the first answer. */
  readonly targets?: readonly TargetSummary[];
  readonly files: readonly FileEntry[];
  /** Files elsewhere on this machine that were chosen lately, newest first. */
  readonly recent: readonly FileEntry[];
  /** Other machines of the list, reached over ssh. */
  readonly hosts: readonly Machine[];
  readonly diagnosis?: Diagnosis;
  readonly sessions: readonly Session[];
  readonly currentId?: string;
  readonly views: Readonly<Record<string, SessionView>>;
  readonly notices: readonly Notice[];
  readonly draft?: Draft;
  readonly programDraft?: ProgramDraft;
  /** Undefined until somebody asked for it. */
  readonly library?: LibraryList;
  /** The composer's draft as another window changed it. */
  readonly keptDraft?: KeptDraft;
  /** The workbench has the composer's draft as it is. */
  readonly isDraftKept?: boolean;
  readonly asked?: Asked;
  /** Something dangerous that waits for a person's word. */
  readonly question?: DangerQuestion;
  readonly preferences: Preferences;
  /** What the desktop is set to. */
  readonly systemTheme: 'dark' | 'light';
  readonly overlay?: 'palette' | 'keys' | 'add-host' | 'export';
  readonly comparison?: Comparison;
  readonly replay?: Replay;
  /** How programs run, as typed. */
  readonly runForm: RunForm;
  readonly exporting?: Export;
  readonly exportFormats?: ExportFormats;
  /** One panel alone, in large type, for a projector. */
  readonly presenting?: boolean;
}
