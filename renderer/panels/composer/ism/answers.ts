import type { RequestRow } from '../../../../electron/contract/app-contract.ts';
import { readU16, readU32 } from '../../../../native-bridge/abi/bytes.ts';
import {
  ISM_COMMAND_SPACE,
  ISM_HEADER_BYTES,
  type IsmCommandName,
  ismCommandName,
  ismCommands,
} from '../../../../native-bridge/abi/ism/commands.ts';
import { fieldNodes } from '../../../../native-bridge/abi/layout.ts';
import type { TreeNode } from '../../../../native-bridge/abi/types.ts';

/** ISM commands found among the requests of a session, with what was loaded of their answers. */

export interface IsmAnswer {
  readonly name: IsmCommandName;
  /** Row of the store that started it. */
  readonly seq: number;
  /** Function of a program it went to; absent = the session's own. */
  readonly on?: string;
  /** Fields of the answer as far as it was loaded, without padding. */
  readonly fields: readonly TreeNode[];
  /** `done`, what the function refused it with, or that its header was not loaded. */
  readonly verdict: string;
  readonly failed: boolean;
}

interface Running {
  readonly name: IsmCommandName;
  readonly seq: number;
  readonly on?: string;
  readonly bytes: Uint8Array;
  loaded: number;
}

const inWindow = ({ request, status }: RequestRow) => status === 'ok' && Number(request.space) === ISM_COMMAND_SPACE;

/** The command that a store starts, if it is the 8-byte header at offset 0. */
function started({ kind, request, data, seq, on }: RequestRow): Running | undefined {
  if (kind !== 'pcistb' || Number(request.offset) !== 0 || data?.length !== ISM_HEADER_BYTES) return undefined;
  const name = ismCommandName(readU32(data, 0, 'be'));
  return name && { name, seq, on, bytes: new Uint8Array(ismCommands[name].response.size), loaded: 0 };
}

/** Loads go upward; what leaves a gap is not taken. */
function take(running: Running, { request, data }: RequestRow): void {
  const offset = Number(request.offset);
  if (!data || offset > running.loaded || offset >= running.bytes.length) return;
  const room = data.subarray(0, running.bytes.length - offset);
  running.bytes.set(room, offset);
  running.loaded = Math.max(running.loaded, offset + room.length);
}

const GENERIC_ERROR = 0xffff;

function verdictOf({ bytes, loaded, name }: Running): Pick<IsmAnswer, 'verdict' | 'failed'> {
  if (loaded < ISM_HEADER_BYTES) return { verdict: 'the answer was not loaded', failed: false };
  const [cmd, ret] = [readU32(bytes, 0, 'be'), readU16(bytes, 4, 'be')];
  if (cmd !== ismCommands[name].code)
    return { verdict: `the answer is of command 0x${cmd.toString(16)}`, failed: true };
  if (ret === 0) return { verdict: 'done', failed: false };
  return { verdict: `ret 0x${ret.toString(16)}${ret === GENERIC_ERROR ? ', generic error' : ''}`, failed: true };
}

function answerOf(running: Running): IsmAnswer {
  const { name, seq, on, bytes, loaded } = running;
  const end = Math.min(loaded, bytes.length);
  const nodes = fieldNodes(ismCommands[name].response, bytes.subarray(0, end), 'be', { base: 0, end, id: name });
  return { name, seq, on, fields: nodes.filter(({ kind }) => kind !== 'padding'), ...verdictOf(running) };
}

/** The commands that the rows, oldest first, started, newest first. */
export function ismAnswers(rows: readonly RequestRow[]): readonly IsmAnswer[] {
  const running = new Map<string | undefined, Running>();
  const found: Running[] = [];
  for (const row of rows.filter(inWindow)) {
    const next = started(row);
    if (next) {
      running.set(row.on, next);
      found.push(next);
    } else if (row.kind === 'pcilg') {
      const now = running.get(row.on);
      if (now) take(now, row);
    }
  }
  return found.reverse().map(answerOf);
}
