import { WorkbenchError } from '../../../native-bridge/contract/errors.ts';
import { APP_PROTOCOL } from '../../contract/app-contract.ts';
import type { Family, HandlerContext } from './context.ts';

export function generalHandlers({ sessions, folder, version, host }: HandlerContext): Family<'hello' | 'targets.list'> {
  return {
    hello({ protocol }) {
      if (protocol !== APP_PROTOCOL) throw wrongProtocol(protocol);
      return { protocol: APP_PROTOCOL, version, host, platform: process.platform, folder: folder.path };
    },
    async 'targets.list'() {
      const bridge = await sessions.bridge();
      const [{ targets }, files] = await Promise.all([bridge.call('targets.list', {}), folder.list()]);
      return { targets, files };
    },
  };
}

const wrongProtocol = (protocol: number) =>
  new WorkbenchError({
    code: protocol < APP_PROTOCOL ? 'too-old' : 'too-new',
    message: `The window speaks protocol ${protocol}; this workbench speaks ${APP_PROTOCOL}.`,
    next: 'Reload the window.',
  });
