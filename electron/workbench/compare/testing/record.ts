import type { Outcome, Request } from '../../../../native-bridge/contract/bridge-contract.ts';
import { dangers } from '../../../contract/dangers/index.ts';
import { LiveSession } from '../../session.ts';
import { FakeBridge } from '../../testing/fake-bridge.ts';

/** A request and what is answered to it. */
export interface Exchanged {
  readonly request: Request;
  readonly part?: Partial<Outcome>;
}

/** A recording of these requests at `path`, from a function that gives these answers. */
export async function record(path: string, exchanged: readonly Exchanged[]): Promise<string> {
  const bridge = new FakeBridge();
  const session = await LiveSession.open(bridge.ways, 'sim:ism', { id: 's', version: 'test' });
  await session.startRecording(path);
  await session.arm(true);
  session.accept(dangers.map(({ id }) => id));
  for (const { request, part } of exchanged) {
    bridge.answer = (sent) => bridge.ok(sent, part);
    await session.send(request);
  }
  await session.close();
  return path;
}
