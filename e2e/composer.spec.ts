import { expect, test } from './fixtures.ts';

for (const viewport of [
  { width: 1440, height: 900 },
  { width: 1280, height: 800 },
]) {
  const size = `${viewport.width} x ${viewport.height}`;
  test(`a 4 KiB store is filled and sent from a narrow composer in ${size} @browser`, async ({ workbench }) => {
    const { composer, page, requests } = workbench;
    await page.setViewportSize(viewport);
    await workbench.arm();
    await workbench.chooseLayout('Inspect');
    await workbench.bringToFront('Composer');
    await composer.addSteps('PCISTB 4 KiB counter to BAR 0');
    await composer.fill();
    await composer.send();
    await expect(composer.result()).toContainText('predicted ok, answered ok');
    await composer.runAll();
    await expect(requests.ofKind('pcistb')).toHaveCount(2);
  });
}
