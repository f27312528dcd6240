import { errorInfo } from '../../../../contract/errors.ts';
import { check, failed, ok } from '../check.ts';

export const addon = check({
  id: 'addon',
  title: 'Native addon',
  needs: ['platform'],
  read: ({ loadAddon, arch }) => {
    try {
      loadAddon();
      return { arch };
    } catch (thrown) {
      return { arch, error: errorInfo(thrown) };
    }
  },
  judge: ({ arch, error }) =>
    error ? failed(error.message, error.next ?? 'Install the workbench again.') : ok(`Loads on ${arch}.`),
});
