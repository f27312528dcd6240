import { driverName } from '../../../function/sysfs.ts';
import { pciFunctions, readAttributes } from '../../host-files.ts';
import { isVfioDriver } from '../../readiness.ts';
import { check, ok, warning } from '../check.ts';

export const functions = check({
  id: 'functions',
  title: 'Functions',
  needs: ['pci'],
  read: async ({ files }) => {
    const all = await pciFunctions(files);
    const bound = all.filter((bdf) => isVfioDriver(driverName(readAttributes(files, bdf))));
    return { count: all.length, bound };
  },
  judge: ({ count, bound }) => {
    const few = bound.slice(0, MOST_NAMED).join(', ');
    const more = bound.length > MOST_NAMED ? ` and ${bound.length - MOST_NAMED} more` : '';
    if (bound.length > 0) return ok(`${bound.length} of ${count} bound to a vfio driver: ${few}${more}.`);
    return warning(
      `None of the ${count} functions is bound to a vfio driver.`,
      'Ask for one by name to see what it needs: zpciwb doctor vfio:0007:00:00.0',
    );
  },
});

const MOST_NAMED = 4;
