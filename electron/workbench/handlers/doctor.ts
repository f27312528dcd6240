import { diagnose } from '../doctor/diagnose.ts';
import { bindTarget, restoreTarget } from '../doctor/rebind.ts';
import type { Family, HandlerContext } from './context.ts';

type Methods = 'doctor.run' | 'target.bind' | 'target.restore';

export function doctorHandlers({ bridges, sessions, tell }: HandlerContext): Family<Methods> {
  return {
    'doctor.run': async ({ run, address }) => {
      const target = await sessions.resolve(address);
      return { checks: await diagnose(bridges, target, (check) => tell('doctor.check', { run, check })) };
    },
    'target.bind': async ({ address }) => {
      await bindTarget(bridges, address);
      return {};
    },
    'target.restore': async ({ address }) => {
      await restoreTarget(bridges, address);
      return {};
    },
  };
}
