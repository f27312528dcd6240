import { attributeText } from '../../../function/sysfs.ts';
import { readAttributes } from '../../host-files.ts';
import { isZpci } from '../../readiness.ts';
import { check, failed, ok, warning } from '../check.ts';

export const aFunction = check({
  id: 'function',
  title: 'The function',
  needs: ['pci'],
  read: ({ files }, bdf) => ({ bdf, attributes: readAttributes(files, bdf) }),
  judge: ({ bdf, attributes }) => {
    const of = (name: string) => attributeText(attributes, name);
    if (!attributes.vendor) return failed(`There is no ${bdf}.`, 'List what there is: zpciwb targets');
    if (!isZpci(attributes)) return warning(`${bdf} is no zPCI function.`, 'Expect no zPCI capabilities.');
    return ok(`${bdf}: function id ${of('function_id')}, ${of('vendor')}:${of('device')}.`);
  },
});
