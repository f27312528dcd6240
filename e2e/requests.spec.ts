import { expect, test } from './fixtures.ts';

test.beforeEach(async ({ workbench }) => {
  await workbench.arm();
  await workbench.chooseLayout('Compose');
});

test('a PCISTB starts an ISM command and PCILGs read its answer', async ({ workbench: { composer, requests } }) => {
  await composer.addSteps('ISM command QUERY_INFO');
  await composer.send();
  await expect(composer.result()).toContainText('predicted ok, answered ok');
  await composer.select(composer.steps().nth(1));
  await composer.send();
  await expect(composer.result()).toContainText('predicted ok, answered ok');
  await expect(requests.ofKind('pcistb')).toHaveCount(1);
  await expect(requests.ofKind('pcilg')).toHaveCount(1);
  await expect(requests.ofKind('pcilg').first()).toContainText('00 00 00 08');
});

test('the kernel refuses a store as the rules predicted', async ({ workbench: { composer, requests } }) => {
  await composer.addSteps('PCISTB 4 KiB counter to BAR 0');
  await composer.field('offset').fill('0xff8');
  await composer.send();
  await expect(composer.result()).toContainText('predicted EINVAL, answered EINVAL');
  await expect(requests.ofKind('pcistb').first()).toContainText('EINVAL');
});

test('one click mends a broken rule, and the mended store is answered ok', async ({ workbench: { composer } }) => {
  await composer.addSteps('PCISTB 4 KiB counter to BAR 0');
  await composer.field('offset').fill('0xff8');
  await composer.mend(/^End at the boundary: length = 0x8/).click();
  await composer.send();
  await expect(composer.result()).toContainText('predicted ok, answered ok');
  await expect(composer.result()).toContainText('8 bytes');
});

test('the list is filtered by an expression, which is not asked for while it is wrong', async ({
  workbench: { composer, requests },
}) => {
  await composer.addSteps('PCISTB 4 KiB counter to BAR 0');
  await composer.send();
  await composer.field('offset').fill('0xff8');
  await composer.send();
  await requests.filter().fill('op == pcistb && errno !=');
  await expect(requests.filter()).toHaveAttribute('aria-invalid', 'true');
  await expect(requests.rows()).toHaveCount(2);
  await requests.filter().fill('op == pcistb && errno != 0');
  await expect(requests.filter()).toHaveAttribute('aria-invalid', 'false');
  await expect(requests.rows()).toHaveCount(1);
  await expect(requests.rows()).toContainText('EINVAL');
});
