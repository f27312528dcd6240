import { driverName } from '../../../function/sysfs.ts';
import { bindCommand } from '../../binding/by-hand.ts';
import { type FittingDriver, fittingDriver } from '../../binding/fitting-driver.ts';
import { usesOf } from '../../binding/uses.ts';
import { readAttributes } from '../../host-files.ts';
import { isVfioDriver } from '../../readiness.ts';
import { asRoot } from '../../root.ts';
import { check, failed, ok, warning } from '../check.ts';

interface Facts {
  readonly bdf: string;
  readonly has: string | undefined;
  readonly fitting: FittingDriver;
  readonly uses: readonly string[];
  readonly uid: number;
}

export const driver = check({
  id: 'driver',
  title: 'Its driver',
  needs: ['function'],
  read: async ({ files, uid, sshInterface }, bdf): Promise<Facts> => {
    const attributes = readAttributes(files, bdf);
    const [fitting, uses] = await Promise.all([fittingDriver(files, attributes), usesOf(files, bdf, sshInterface)]);
    return { bdf, has: driverName(attributes), fitting, uses, uid };
  },
  judge: (facts) => {
    const { bdf, has, fitting, uses } = facts;
    const { driver, why } = fitting;
    if (isVfioDriver(has)) {
      if (has === driver || driver === 'vfio-pci') return ok(`Bound to ${has}.`);
      return warning(`Bound to ${has}.`, `Bind it to ${driver}: ${why}.`, rebind(facts));
    }
    const bound = has ? `is bound to ${has}` : 'is not bound to a driver';
    if (uses.length > 0) {
      return failed(
        `${bdf} ${bound} and in use by this host: ${uses.join('; ')}.`,
        'Choose another function, or end that use first.',
      );
    }
    return failed(`${bdf} ${bound}.`, `Bind it to ${driver}: ${why}.`, rebind(facts));
  },
});

function rebind({ bdf, has, fitting, uid }: Facts): string {
  const load = fitting.loaded ? '' : `modprobe ${fitting.driver} && `;
  return asRoot(uid, `${load}${bindCommand(bdf, fitting.driver, has !== undefined)}`);
}
