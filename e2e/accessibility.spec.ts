import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { recorded } from './support/recorded.ts';

/** Themes differ in their colours: every rule is held against one of them, those about colours against the other too. */
const RULES = { dark: undefined, light: ['color-contrast', 'link-in-text-block'] } as const;

/** What stands between somebody and the window: `aria-required-children: 2 × #list`. */
async function obstacles(page: Page, theme: keyof typeof RULES = 'dark'): Promise<string[]> {
  const all = new AxeBuilder({ page }).options({ resultTypes: ['violations'] });
  const { violations } = await (RULES[theme] ? all.withRules([...RULES[theme]]) : all).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id} at ${target}: ${failureSummary}`));
}

test.describe('nobody is kept out', { tag: '@browser' }, () => {
  // Every rule over every element of the window, several times: the machine may be a slow one.
  test.slow();

  for (const theme of ['dark', 'light'] as const)
    test(`of any layout in the ${theme} theme`, async ({ workbench, page }) => {
      await workbench.arm();
      await workbench.iovaMap.mapBuffer({ buffer: 'dmb', size: '64 KiB' });
      await workbench.chooseTheme(theme);
      for (const layout of ['Inspect', 'Compose', 'Play'] as const) {
        await workbench.chooseLayout(layout);
        expect(await obstacles(page, theme), layout).toEqual([]);
      }
    });

  test('of a composed request, its result and its details', async ({ workbench, page }) => {
    await workbench.arm();
    await workbench.chooseLayout('Compose');
    await workbench.composer.addSteps('PCISTB 4 KiB counter to BAR 0');
    await workbench.composer.field('offset').fill('0xff8');
    await workbench.composer.send();
    await workbench.requests.ofKind('pcistb').first().click();
    await workbench.idle();
    expect(await obstacles(page)).toEqual([]);
  });

  for (const theme of ['dark', 'light'] as const)
    test(`of a recording that is played, compared and sent again in the ${theme} theme`, async ({
      workbench,
      page,
    }) => {
      const file = await recorded(workbench);
      await workbench.chooseTheme(theme);
      await workbench.player.clickSlider(0.5);
      await workbench.chooseLayout('Play');
      expect(await obstacles(page, theme), 'Play').toEqual([]);
      await workbench.bringToFront('Compare');
      await workbench.compare.compare(file, 'ism-hello.mcap');
      await workbench.compare.click('Next difference');
      expect(await obstacles(page, theme), 'Compare').toEqual([]);
      await workbench.bringToFront('Send again');
      await workbench.sendAgain.fill({ to: 'sim:nic', speed: 'max' });
      await workbench.sendAgain.tick('Arm the target for it');
      await workbench.sendAgain.send();
      expect(await obstacles(page, theme), 'Send again').toEqual([]);
      await workbench.command('Export the recording');
      expect(await obstacles(page, theme), 'Export').toEqual([]);
    });

  test('of what lies above the panels, and of the doctor', async ({ workbench, page }) => {
    await workbench.bringToFront('Doctor');
    expect(await obstacles(page), 'Doctor').toEqual([]);
    for (const [key, name] of [
      ['?', 'Keys'],
      ['Control+Shift+P', 'All commands'],
    ] as const) {
      await page.keyboard.press(key);
      await expect(workbench.dialog(name)).toBeVisible();
      expect(await obstacles(page), name).toEqual([]);
      await page.keyboard.press('Escape');
    }
    await workbench.command('Add a machine');
    expect(await obstacles(page), 'Add a machine').toEqual([]);
  });
});
