import { rmSync } from 'node:fs';
import { Bridges } from '../../electron/workbench/hosts/bridges.ts';
import { LiveSession } from '../../electron/workbench/session.ts';

/** `session-burst BRIDGE OP BYTES CALLS [RECORDING]`: a burst as the product makes it, through bridge program, session and recorder. */
const [bridge, op, bytes, calls, recording] = process.argv.slice(2) as [string, never, string, string, string?];
const parcel = { version: 'bench', bridge, addon: () => '' };
const bridges = new Bridges({ command: [process.execPath, bridge, '--stdio'], parcel });
const session = await LiveSession.open(bridges, 'sim:memfd', { id: 'bench', version: 'bench' });
if (recording) await session.startRecording(recording);
await session.arm(true);
const spec = { op, space: 1, offset: 0n, length: Number(bytes), stride: 0, span: 0, count: Number(calls) };
const { ops, errors, dropped, opsPerSecond, p50 } = await session.startBurst(spec).finished;
await session.close();
await bridges.close();
if (recording) rmSync(recording);
if (errors > 0 || ops !== spec.count) throw new Error(`${ops} operations, ${errors} errors`);
console.log(JSON.stringify({ ns: 1e9 / opsPerSecond, typical: p50, dropped }));
