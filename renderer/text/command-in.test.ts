import { expect, test } from 'vitest';
import { commandIn, remedyOf } from './command-in.ts';

test('the command after the colon is set apart, to be copied', () => {
  expect(commandIn('Bind it: driverctl set-override 0007:00:00.0 vfio-pci')).toEqual({
    sentence: 'Bind it:',
    command: 'driverctl set-override 0007:00:00.0 vfio-pci',
  });
  expect(commandIn('Give your user access, for example: sudo chown $USER /dev/vfio/1').command).toBe(
    'sudo chown $USER /dev/vfio/1',
  );
});

test('a sentence with an address or without a colon stays a sentence', () => {
  for (const next of ['Boot the host with its IOMMU enabled.', 'Write a name, such as vfio:0007:00:00.0.'])
    expect(commandIn(next)).toEqual({ sentence: next });
});

test('a command that an error carries is not told in its sentence too', () => {
  const error = { code: 'key-refused', message: 'No.', details: { command: 'ssh-copy-id lab' } };
  const told = { next: 'Have your key added there:', command: 'ssh-copy-id lab' };
  expect(remedyOf({ ...error, next: 'Have your key added there: ssh-copy-id lab' })).toEqual(told);
  expect(remedyOf({ ...error, next: 'Have your key added there.' })).toEqual({
    ...told,
    next: 'Have your key added there.',
  });
  expect(remedyOf({ ...error, details: {}, next: 'Do it: ls' })).toEqual({ next: 'Do it: ls', command: undefined });
});
