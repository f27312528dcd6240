import { pciFunctions } from '../../host-files.ts';
import { check, failed, ok, warning } from '../check.ts';

export const pci = check({
  id: 'pci',
  title: 'PCI',
  needs: ['platform'],
  read: async ({ arch, files }) => ({ arch, count: (await pciFunctions(files)).length }),
  judge: ({ arch, count }) => {
    if (count === 0 && arch === 's390x') {
      return failed(
        'This host has no PCI function configured.',
        'Configure one: a slot is named after its function id.',
        'grep . /sys/bus/pci/slots/*/power',
      );
    }
    if (count === 0) return failed('This machine shows no PCI functions.', 'Use a machine that does, through ssh.');
    if (arch === 's390x') return ok(`${count} configured.`);
    return warning(
      `This is ${arch}: its ${count} PCI functions are no zPCI functions.`,
      'For zPCI reach an s390x host: zpciwb targets ssh://user@host',
    );
  },
});
