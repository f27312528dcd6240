import { hostOf, withHost } from '../hosts.ts';
import { MOST_RECENT_HOSTS } from '../preferences.ts';
import type { StoreContext } from '../store-context.ts';

/** Other machines, and functions that are bound to vfio-pci for the workbench. */
export const hostActions = (context: StoreContext, refreshTargets: () => Promise<void>) => {
  const { get, set, call, notify } = context;

  const remember = (address: string) => {
    const { preferences } = get();
    const others = preferences.recentHosts.filter((known) => known !== address);
    set({ preferences: { ...preferences, recentHosts: [address, ...others].slice(0, MOST_RECENT_HOSTS) } });
  };

  async function refreshHost(address: string): Promise<void> {
    const answer = await call('host.refresh', { address }, `Asking ${address}`);
    if (answer) set({ hosts: withHost(get().hosts, answer.host) });
  }

  /** Looks again at the machine the function is on: what is bound to which driver has changed. */
  function lookAgain(target: string): Promise<void> {
    const host = hostOf(get(), target);
    return host ? refreshHost(host.address) : refreshTargets();
  }

  return {
    refreshHost,
    /** Keeps a machine in the list and asks what it has. True when the address is one. */
    async addHost(address: string): Promise<boolean> {
      const answer = await call('host.add', { address }, `Asking ${address}`);
      if (!answer) return false;
      set({ hosts: withHost(get().hosts, answer.host) });
      remember(answer.host.address);
      return true;
    },
    async removeHost(address: string) {
      if (await call('host.remove', { address }, `Forgetting ${address}`))
        set({ hosts: get().hosts.filter((host) => host.address !== address) });
    },
    /** Binds a function to the vfio driver that fits it, and says which; it is given back when it is released. */
    async bindTarget(address: string) {
      const bound = await call('target.bind', { address }, `Binding ${address}`);
      if (!bound) return;
      const { driver, why } = bound;
      notify({ code: 'bound', tone: 'info', message: `${address} is bound to ${driver}: ${why}.` });
      await lookAgain(address);
    },
    /** Gives a function back to the driver it had. */
    async restoreTarget(address: string) {
      if (await call('target.restore', { address }, `Giving ${address} back`)) await lookAgain(address);
    },
  };
};
