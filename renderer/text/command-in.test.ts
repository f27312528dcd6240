import { expect, test } from 'vitest';
import { commandIn } from './command-in.ts';

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
