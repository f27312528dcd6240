import { LiveSession } from '../../session.ts';
import { FakeBridge } from '../../testing/fake-bridge.ts';
import { silentListener } from '../../workbench-session.ts';

/** A program that records stores until it is killed, and says after each flush how many requests are in the file; or why writing failed. */
const [path = ''] = process.argv.slice(2);
const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);

const listener = { ...silentListener, notice: (error: object) => say({ error }) };
const session = await LiveSession.open(new FakeBridge().ways, 'sim:ism', { id: 's', version: 'test', listener });
await session.startRecording(path);
const data = new Uint8Array(256);
for (let sent = 0; ; sent++) {
  crypto.getRandomValues(data);
  await session.send({ kind: 'pcistb', space: 0, offset: BigInt(sent), data, pageOffset: 0 });
  if (sent % 50 !== 49) continue;
  await session.log.flush();
  if (session.log.recording?.error)
    say({ status: (await session.send({ kind: 'pcistb', space: 0, offset: 1n, data, pageOffset: 0 })).status });
  else say({ flushed: sent + 1 });
  if (session.log.recording?.error) process.exit(0);
}
