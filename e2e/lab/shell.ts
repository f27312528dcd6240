import { once } from 'node:events';
import { startLab } from './machine/start-lab.ts';

/** Boots the guest, says how to reach it, and waits for Ctrl+C or the end of its input. */
export async function shell(kernel?: string): Promise<void> {
  const lab = await startLab({ kernel });
  const { bin, path } = lab.folder;
  console.log(`The guest is up. In another terminal:

  export PATH=${bin}:$PATH        # an ssh that knows the guest
  ssh -p ${lab.folder.port} root@127.0.0.1
  npx zpciwb targets ${lab.host()}
  npx zpciwb inspect ${lab.address('net')}

Console, monitor and the guest's /share: ${path}
Ctrl+C ends it.`);
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  await lab.stop();
}
