import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Request } from '../../../native-bridge/contract/bridge-contract.ts';
import { requestSchema } from '../../../native-bridge/contract/requests/request.ts';
import { anyRequest } from '../../../native-bridge/contract/requests/testing/any-request.ts';
import type { RequestRow } from '../../contract/app-contract.ts';
import { programOf, programText } from '../../contract/copying/program.ts';
import { Setup } from '../../contract/copying/setup.ts';
import { wasSent } from '../../contract/copying/step.ts';
import { dangers } from '../../contract/dangers/index.ts';
import { checkFields } from '../../contract/programs/check-fields.ts';
import { parseProgram } from '../../contract/programs/parse.ts';
import { Bridges } from '../hosts/bridges.ts';
import { ROW_BYTES } from '../rows/row.ts';
import { LiveSession } from '../session.ts';
import { bridgeCommandOf, temporaryInstallation } from '../testing/bundles.ts';

const RUNS = Number(process.env.ZPCI_PROPERTY_RUNS ?? 15);

/** On a clock of its own, from the same seed each time. */
const ADDRESS = 'sim:ism?clock=virtual';

let bridges: Bridges;
beforeAll(async () => {
  bridges = new Bridges({ command: bridgeCommandOf(await temporaryInstallation(['bridge'])) });
});
afterAll(() => bridges.close());

/** What a new session has after `use`. */
async function session<T>(use: (live: LiveSession) => Promise<T>): Promise<T> {
  const live = await LiveSession.open(bridges, ADDRESS, { id: 's', version: 'test' });
  try {
    live.accept(dangers.map(({ id }) => id));
    await live.arm(true);
    return await use(live);
  } finally {
    await live.close();
  }
}

const sendAll = (requests: readonly Request[]) =>
  session(async (live) => {
    const rows: RequestRow[] = [];
    for (const request of requests) rows.push(await live.send(requestSchema.parse(request)));
    return rows;
  });

/** What was asked and what came of it, without times. */
const essence = ({ kind, request, status, errno, data }: RequestRow) => ({ kind, request, status, errno, data });

/** Makes a program of the rows from `from` on, runs it on a new session, and gives what that sent, without the steps that were added. */
async function sentAgain(rows: readonly RequestRow[], from: number): Promise<RequestRow[]> {
  const setup = new Setup();
  for (const row of rows.slice(0, from)) setup.follow(row);
  const context = { address: ADDRESS, name: 'again', functions: {}, setup };
  const program = parseProgram(programText(programOf(rows.slice(from), context)), 'again.zpci.json');
  checkFields(program, 'again.zpci.json');
  return session(async (live) => {
    const result = await live.runProgram(program).finished;
    expect(result.failure?.failure).toBeUndefined();
    expect(result.done).toBe(program.steps.length);
    return live.page(0, 1000).rows.filter((_, index) => program.steps[index]!.name === undefined);
  });
}

/** Whose payload a live row has whole; longer ones are copied from recordings. */
const shortRequest = anyRequest.filter((request) => !('data' in request) || (request.data?.length ?? 0) <= ROW_BYTES);
const memoryRequest = shortRequest.filter(({ kind }) => /^(buffer|dma|config\.read)/.test(kind));
const buffers = [
  { kind: 'buffer.alloc', buffer: 'ring', size: 8192 },
  { kind: 'dma.map', buffer: 'ring', at: 0n, iova: 0x1_0000_0000n, read: true, write: true },
] as const;

describe('a program made of rows', () => {
  test('is valid and sends the same requests, with the same results, in the same order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(shortRequest, { minLength: 1, maxLength: 25 }), async (requests) => {
        const rows = await sendAll([...buffers, ...requests] as Request[]);
        const again = await sentAgain(rows, 0);
        expect(again.map(essence)).toEqual(rows.filter(wasSent).map(essence));
      }),
      { numRuns: RUNS },
    );
  });

  test('of the later rows has the buffers and mappings that were there before them', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(memoryRequest, { minLength: 1, maxLength: 15 }),
        fc.array(memoryRequest, { minLength: 1, maxLength: 15 }),
        async (before, after) => {
          const rows = await sendAll([...buffers, ...before, ...after] as Request[]);
          const from = buffers.length + before.length;
          fc.pre(rows.slice(from).some(wasSent));
          const bare = ({ data: _data, ...row }: RequestRow) => row;
          const again = await sentAgain(rows, from);
          expect(again.map(essence).map((row) => bare(row as RequestRow))).toEqual(
            rows
              .slice(from)
              .filter(wasSent)
              .map(essence)
              .map((row) => bare(row as RequestRow)),
          );
        },
      ),
      { numRuns: RUNS },
    );
  });
});
