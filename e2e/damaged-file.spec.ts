import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './fixtures.ts';

for (const [file, bytes] of [
  ['cut-off.mcap', '\x89MCAP0\r\n'],
  ['cut-off.json', '{"format": "zpci'],
] as const)
  test(`a damaged ${file} is named with what is wrong, and what is open stays open`, async ({ workbench, running }) => {
    const folder = join(running.folder, file.endsWith('.mcap') ? 'recordings' : 'captures');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, file), bytes);
    await workbench.targets.refresh();
    await workbench.targets.open(file);
    await expect(workbench.page.getByTestId('toast')).toContainText(file);
    await expect(workbench.shownTarget()).toHaveText('sim:ism');
    await workbench.expectCondition('live');
  });
