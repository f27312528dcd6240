import type { Family, HandlerContext } from './context.ts';

type Methods = 'host.add' | 'host.refresh' | 'host.remove';

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
  };
}
