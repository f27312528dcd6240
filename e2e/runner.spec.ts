import { expect, test } from './fixtures.ts';
import { dropBytes } from './support/drop.ts';

/** Loads configuration space by rows; two of its four rows expect what does not come. */
const PROGRAM = {
  program: 1,
  name: 'sweep',
  rows: { sweep: { at: [0, 4, 8, 12] } },
  steps: [
    { kind: 'pause', ms: 0, row: 'first' },
    {
      kind: 'config.read',
      name: 'look',
      offset: '$at',
      length: 2,
      expect: { cases: [{ when: '$at >= 8', data: 'fefe' }] },
    },
  ],
};

test('a sweep runs, a failing row is found, and leads to its request and to its step @browser', async ({
  workbench,
}) => {
  const { composer, requests, runner } = workbench;
  await workbench.arm();
  await dropBytes(workbench.page, 'sweep.zpci.json', Buffer.from(JSON.stringify(PROGRAM)));
  await expect(composer.steps()).toHaveCount(2);
  await workbench.bringToFront('Runner');
  await runner.keepGoing();
  await runner.run();
  await runner.ended();
  await expect(runner.state()).toContainText('5 of 5 steps');
  await expect(runner.state()).toContainText('2 failed');
  await runner.showFailed();
  await expect(runner.failed()).toHaveCount(2);
  await runner.select(runner.failed().nth(1));
  await expect(runner.details()).toContainText('expected fefe');
  await expect(runner.details()).toContainText('0xc (12)');
  await runner.goTo('Show the request');
  await expect(requests.panel.getByTestId('request-details')).toContainText('Step steps[1]: byte 0: expected fefe');
  await runner.goTo('Show the step in the composer');
  await expect(composer.steps().nth(1)).toHaveAttribute('aria-current', 'step');
});

test('a run of a billion rows is paused and stopped at once @browser', async ({ workbench }) => {
  const { runner } = workbench;
  await workbench.arm();
  const rows = { sweep: { at: [0], round: { from: 1, to: 1_000_000_000 } } };
  await dropBytes(workbench.page, 'long.zpci.json', Buffer.from(JSON.stringify({ ...PROGRAM, rows })));
  await expect(workbench.composer.steps()).toHaveCount(2);
  await workbench.bringToFront('Runner');
  await runner.fill('at most requests/s', '50');
  await runner.run();
  await expect(runner.state()).toContainText('of 1,000,000,001 steps');
  await runner.press('Pause');
  await expect(runner.state()).toContainText('paused');
  const steps = await runner.state().locator('span').first().textContent();
  await runner.press('Resume');
  await expect(runner.state()).toContainText('running');
  await expect(runner.state().locator('span').first()).not.toHaveText(steps ?? '');
  await runner.press('Stop');
  await runner.ended();
  await expect(runner.state()).toContainText('stopped');
});
