import { WorkbenchError } from '../../../native-bridge/contract/errors.ts';
import type { Family, HandlerContext } from './context.ts';

type Methods = 'host.add' | 'host.refresh' | 'host.remove' | 'doctor.run' | 'target.bind' | 'target.restore';

export function hostHandlers({ hosts, sessions }: HandlerContext): Family<Methods> {
  const isUsed = (machine: string) =>
    sessions.list().some((session) => session.describe().connection?.host === machine);
  return {
    'host.add': async ({ address }) => ({ host: await hosts.add(address) }),
    'host.refresh': async ({ address }) => ({ host: await hosts.refresh(address) }),
    'host.remove': async ({ address }) => {
      await hosts.remove(address, isUsed);
      return {};
    },
    'doctor.run': () => Promise.reject(absent('doctor.run')),
    'target.bind': () => Promise.reject(absent('target.bind')),
    'target.restore': () => Promise.reject(absent('target.restore')),
  };
}

const absent = (op: string) => new WorkbenchError({ code: 'absent', message: `This workbench has no ${op}.`, op });
