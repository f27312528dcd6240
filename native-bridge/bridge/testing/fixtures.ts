import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { bridgeContract, noContract } from '../../contract/bridge-contract.ts';
import { frameCarrier } from '../../contract/frames.ts';
import { type Carrier, Peer } from '../../contract/peer.ts';
import type { LocalHost } from '../../targets/vfio/local-host.ts';
import { serveBridge } from '../serve.ts';

/** The asking side of a conversation with a bridge. */
export type Client = Peer<typeof bridgeContract, typeof noContract>;

export const clientOf = (carrier: Carrier): Client => new Peer(carrier, bridgeContract, noContract, {});

/** A bridge in this process, on this machine or one under test, with a pair of streams in place of stdin and stdout. */
export function inProcess(local?: LocalHost) {
  const [toBridge, toClient] = [new PassThrough(), new PassThrough()];
  const bridge = serveBridge(carrierOver(toBridge, toClient), '0.0.0-test', local);
  return { bridge, toBridge, toClient, client: clientOf(carrierOver(toClient, toBridge)) };
}

const carrierOver = (incoming: PassThrough, outgoing: PassThrough) =>
  frameCarrier(
    incoming,
    (bytes) => outgoing.write(bytes),
    () => outgoing.end(),
  );

/** Bundles the bridge program as it ships; gives the file. */
export async function bundled(): Promise<string> {
  const outfile = join(mkdtempSync(join(tmpdir(), 'zpci-bridge-')), 'bridge.mjs');
  await build({
    entryPoints: [fileURLToPath(new URL('../../bridge.ts', import.meta.url))],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node18',
    logLevel: 'error',
  });
  return outfile;
}

/** The bridge program as a child process. */
export function started(file: string, ...options: string[]) {
  const child = spawn(process.execPath, [file, ...options], { stdio: 'pipe' });
  const said = { stdout: '', stderr: '' };
  child.stderr.on('data', (data) => {
    said.stderr += data;
  });
  const exit = once(child, 'exit') as Promise<[code: number | null, signal: string | null]>;
  return { child, said, exit };
}

export function clientOfChild(child: ChildProcess): Client {
  child.stdin!.on('error', () => {});
  return clientOf(
    frameCarrier(
      child.stdout!,
      (bytes) => child.stdin!.write(bytes),
      () => child.stdin!.end(),
    ),
  );
}
