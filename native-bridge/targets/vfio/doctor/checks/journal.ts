import { restoreCommand } from '../../binding/by-hand.ts';
import { DriverFiles } from '../../binding/driver-files.ts';
import type { BoundFunction } from '../../binding/journal.ts';
import type { LocalHost } from '../../local-host.ts';
import { asRoot } from '../../root.ts';
import { check, ok, warning } from '../check.ts';

/** What bridges bound that were killed before they could give it back. */
export const journal = check({
  id: 'journal',
  title: 'Functions left bound',
  needs: ['platform'],
  read: async (local) => {
    const entries = await local.journal.list();
    const left = await Promise.all(entries.map((entry) => state(local, entry)));
    return { left: left.filter((one) => one !== undefined), uid: local.uid };
  },
  judge: ({ left, uid }) => {
    if (left.length === 0) return ok('None: whatever a workbench bound was given back.');
    const names = left.map(({ entry }) => `${entry.function} (${entry.before ?? 'no driver'} before)`);
    const commands = left.map(({ entry, bound }) => restoreCommand(entry.function, bound));
    return warning(
      `Left bound by a workbench that is gone: ${names.join(', ')}.`,
      `Give back what is not used: zpciwb doctor vfio:${left[0]!.entry.function} --restore, or by hand.`,
      asRoot(uid, commands.join('; ')),
    );
  },
});

/** Undefined for what is in use by its bridge, and for what was undone by other means. */
async function state(local: LocalHost, entry: BoundFunction) {
  const files = new DriverFiles(local, entry.function);
  if (await local.journal.isHeld(entry)) return undefined;
  const bound = files.driver() === entry.driver;
  return bound || (await files.overriding()) === entry.driver ? { entry, bound } : undefined;
}
