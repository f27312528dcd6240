import { WorkbenchError } from '../../../native-bridge/contract/errors.ts';
import type { Family, HandlerContext } from './context.ts';

type Methods = 'host.add' | 'host.refresh' | 'host.remove' | 'doctor.run' | 'target.bind' | 'target.restore';

export function hostHandlers(_context: HandlerContext): Family<Methods> {
  return {
    'host.add': () => Promise.reject(absent('host.add')),
    'host.refresh': () => Promise.reject(absent('host.refresh')),
    'host.remove': () => Promise.reject(absent('host.remove')),
    'doctor.run': () => Promise.reject(absent('doctor.run')),
    'target.bind': () => Promise.reject(absent('target.bind')),
    'target.restore': () => Promise.reject(absent('target.restore')),
  };
}

const absent = (op: string) => new WorkbenchError({ code: 'absent', message: `This workbench has no ${op}.`, op });
