import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { functionFolder } from '../../host-files.ts';
import { check, ok, warning } from '../check.ts';

export const reset = check({
  id: 'reset',
  title: 'Its reset',
  needs: ['function'],
  read: async ({ files }, bdf) => {
    const text = await readFile(join(functionFolder(files, bdf), 'reset_method'), 'utf8').catch(() => '');
    return text.trim();
  },
  judge: (methods) => {
    if (methods) return ok(`By ${methods.replaceAll(' ', ', ')}.`);
    return warning('The kernel knows no way to reset it.', 'Expect VFIO_DEVICE_RESET to be refused.');
  },
});
