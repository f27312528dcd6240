import { diagnose } from '../doctor/diagnose.ts';
import { bindTarget, restoreTarget } from '../doctor/rebind.ts';
import type { Ways } from '../hosts/bridges.ts';
import type { Family, HandlerContext } from './context.ts';

type Methods = 'doctor.run' | 'target.bind' | 'target.restore';

/** The part of the context these work with. */
interface DoctorContext {
  readonly bridges: Ways;
  readonly sessions: Pick<HandlerContext['sessions'], 'resolve'>;
  readonly tell: HandlerContext['tell'];
}

export function doctorHandlers({ bridges, sessions, tell }: DoctorContext): Family<Methods> {
  return {
    'doctor.run': async ({ run, address }) => {
      const target = await sessions.resolve(address);
      return { checks: await diagnose(bridges, target, (check) => tell('doctor.check', { run, check })) };
    },
    'target.bind': async ({ address }) => {
      const { driver, why } = await bindTarget(bridges, address);
      return { driver, why };
    },
    'target.restore': async ({ address }) => {
      await restoreTarget(bridges, address);
      return {};
    },
  };
}
