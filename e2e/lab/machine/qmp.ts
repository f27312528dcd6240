import { once } from 'node:events';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';

/** One command to QEMU's monitor, on a connection of its own. Throws what QEMU answers when it refuses. */
export async function qmp(socket: string, execute: string, args: object = {}): Promise<unknown> {
  const connection = connect(socket);
  await once(connection, 'connect');
  const lines = createInterface({ input: connection })[Symbol.asyncIterator]();
  const ask = async (message: object) => {
    connection.write(`${JSON.stringify(message)}\n`);
    return answer(lines);
  };
  try {
    await lines.next();
    await ask({ execute: 'qmp_capabilities' });
    return await ask({ execute, arguments: args });
  } finally {
    connection.destroy();
  }
}

/** The next answer; events that come before it are left out. */
async function answer(lines: AsyncIterator<string>): Promise<unknown> {
  for (;;) {
    const { value, done } = await lines.next();
    if (done) throw new Error('QEMU closed its monitor.');
    const message = JSON.parse(value);
    if (message.error) throw new Error(`QEMU: ${message.error.desc}`);
    if ('return' in message) return message.return;
  }
}

/** The port of this machine that leads to the guest's ssh server. */
export async function sshPort(socket: string): Promise<number> {
  const text = String(await qmp(socket, 'human-monitor-command', { 'command-line': 'info usernet' }));
  const port = /TCP\[HOST_FORWARD\]\s+\d+\s+127\.0\.0\.1\s+(\d+)/.exec(text)?.[1];
  if (!port) throw new Error(`QEMU forwards no port to the guest:\n${text}`);
  return Number(port);
}
