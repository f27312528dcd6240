import { WorkbenchError } from '../../../native-bridge/contract/errors.ts';
import { APP_PROTOCOL } from '../../contract/app-contract.ts';
import type { Family, HandlerContext } from './context.ts';

type Methods = 'hello' | 'targets.list' | 'window.commands';

export function generalHandlers(context: HandlerContext): Family<Methods> {
  const { bridges, hosts, folder, version, host, desktop } = context;
  return {
    hello({ protocol }) {
      if (protocol !== APP_PROTOCOL) throw wrongProtocol(protocol);
      return {
        protocol: APP_PROTOCOL,
        version,
        host,
        platform: process.platform,
        folder: folder.path,
        desktop: desktop !== undefined,
      };
    },
    async 'targets.list'() {
      const bridge = await bridges.local();
      const [{ targets }, files, recent, others] = await Promise.all([
        bridge.call('targets.list', {}),
        folder.list(),
        folder.chosen.list(),
        hosts.list(),
      ]);
      return { targets, files, recent, hosts: others };
    },
    'window.commands'(state) {
      desktop?.commandsChanged(state);
      return {};
    },
  };
}

const wrongProtocol = (protocol: number) =>
  new WorkbenchError({
    code: protocol < APP_PROTOCOL ? 'too-old' : 'too-new',
    message: `The window speaks protocol ${protocol}; this workbench speaks ${APP_PROTOCOL}.`,
    next: 'Reload the window.',
  });
