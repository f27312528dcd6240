import { expect, type Scripted, test } from './scripted/fixtures.ts';
import { boundFunction, checks, LAB, lab, unboundFunction, unreachable } from './scripted/machines.ts';

/** Shows two other machines in the list. */
const showMachines = async ({ relay, window }: Scripted) => {
  relay.tell('host.changed', lab);
  relay.tell('host.changed', unreachable);
  await expect(window.targets.at(unreachable.address)).toBeVisible();
};

test.describe('other machines', { tag: '@browser' }, () => {
  test('stand in the list with what they offer; a function tells who it is', async ({ scripted }) => {
    await showMachines(scripted);
    const { targets } = scripted.window;
    await expect(targets.at(LAB)).toContainText('connected');
    await targets.point(boundFunction.address);
    for (const fact of ['PCHID', '0x07c0', 'ism_vfio_pci']) await expect(targets.detail()).toContainText(fact);
    await expect(targets.detail().getByRole('button', { name: 'Open' })).not.toHaveAttribute('aria-disabled');
  });

  test('one that cannot be reached says why, with the command that mends it', async ({ scripted }) => {
    await showMachines(scripted);
    const { targets, page } = scripted.window;
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await targets.point(unreachable.address);
    await expect(targets.detail()).toContainText('does not accept the key');
    await targets.detail().getByRole('button', { name: 'Copy ssh-copy-id lab2' }).click();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('ssh-copy-id lab2');
  });

  test('one is added by its address, which is checked while it is typed', async ({ scripted }) => {
    const { window, answers } = scripted;
    const added: string[] = [];
    answers['host.add'] = ({ address }) => {
      added.push(address);
      return { host: lab };
    };
    await window.command('Add a machine');
    const dialog = window.dialog('Add a machine');
    await dialog.getByLabel('Machine').fill('root@-oProxyCommand');
    await expect(dialog).toContainText('This is not user@host');
    await dialog.getByLabel('Machine').fill('root@lab1');
    await dialog.getByRole('button', { name: 'Add and connect' }).click();
    await window.idle();
    expect(added).toEqual([LAB]);
    await expect(window.targets.at(LAB)).toBeVisible();
  });

  test('one that was taken out is offered again', async ({ scripted }) => {
    const { window, answers } = scripted;
    answers['host.add'] = () => ({ host: lab });
    answers['host.remove'] = () => ({});
    await window.command('Add a machine');
    await window.dialog('Add a machine').getByLabel('Machine').fill('root@lab1');
    await window.page.keyboard.press('Enter');
    await window.targets.point(LAB);
    await window.targets.detail().getByRole('button', { name: 'Remove' }).click();
    await expect(window.targets.at(LAB)).toHaveCount(0);
    await window.command('Add a machine');
    await window.dialog('Add a machine').getByRole('button', { name: 'root@lab1' }).click();
    await expect(window.dialog('Add a machine').getByLabel('Machine')).toHaveValue(LAB);
  });

  test('a function is bound only after asking, and can be given back', async ({ scripted }) => {
    await showMachines(scripted);
    const { window, answers } = scripted;
    const calls: string[] = [];
    answers['target.bind'] = ({ address }) => {
      calls.push(`bind ${address}`);
      return { driver: 'vfio-pci', why: 'it takes every function' };
    };
    answers['target.restore'] = ({ address }) => {
      calls.push(`restore ${address}`);
      return {};
    };
    const free = { ...unboundFunction, driver: 'vfio-pci', ready: true, bindable: undefined, boundByUs: true };
    answers['host.refresh'] = () => ({ host: { ...lab, targets: [boundFunction, free] } });
    await window.targets.point(unboundFunction.address);
    await window.targets.detail().getByRole('button', { name: 'Bind to vfio-pci' }).click();
    const question = window.dialog('Bind 0008:00:00.0 to a vfio driver?');
    await expect(question).toContainText('The driver mlx5_core lets go of the function');
    await question.getByRole('button', { name: 'Leave it' }).click();
    expect(calls).toEqual([]);
    await window.targets.detail().getByRole('button', { name: 'Bind to vfio-pci' }).click();
    await question.getByRole('button', { name: 'Bind it' }).click();
    await window.idle();
    await expect(
      window.toasts().getByText(`${unboundFunction.address} is bound to vfio-pci: it takes every function.`),
    ).toBeVisible();
    await window.targets.detail().getByRole('button', { name: 'Give back to its driver' }).click();
    await window.idle();
    expect(calls).toEqual([`bind ${unboundFunction.address}`, `restore ${unboundFunction.address}`]);
  });
});

test.describe('the doctor', { tag: '@browser' }, () => {
  test('tells check by check what a function lacks, and looks again', async ({ scripted }) => {
    await showMachines(scripted);
    const { window, answers, relay } = scripted;
    let finish = () => {};
    answers['doctor.run'] = async ({ run, address }) => {
      expect(address).toBe(unboundFunction.address);
      for (const check of checks) relay.tell('doctor.check', { run, check });
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
      return { checks: [...checks] };
    };
    await window.targets.point(unboundFunction.address);
    await window.targets.detail().getByRole('button', { name: 'Why not?' }).click();
    const { doctor } = window;
    await expect(doctor.checks()).toHaveCount(4);
    await expect(doctor.summary()).toHaveText('Looking …');
    finish();
    await expect(doctor.summary()).toHaveText('Not ready: 1 failed, 1 warning, 1 skipped.');
    await expect(doctor.check('vfio-device')).toContainText('sudo modprobe vfio-pci');
    await expect(doctor.check('vfio-device').getByRole('img')).toHaveAccessibleName('failed');
    await doctor.runAgain().click();
    await expect(doctor.summary()).toHaveText('Looking …');
    finish();
    await expect(doctor.checks()).toHaveCount(4);
    await window.idle();
  });

  test('looks at this machine from the palette', async ({ scripted: { window, answers } }) => {
    answers['doctor.run'] = ({ address }) => ({
      checks: [{ id: 'asked', title: 'Asked', status: 'ok', message: `for "${address}"` }],
    });
    await window.command('Check what this machine lacks');
    await expect(window.doctor.check('asked')).toContainText('for ""');
    await expect(window.doctor.summary()).toHaveText('Ready: nothing is missing.');
    await expect(window.doctor.chosen()).toHaveText('This machine');
  });
});

test.describe('a session that stands still', { tag: '@browser' }, () => {
  const now = () => BigInt(Date.now()) * 1_000_000n;

  test('names the request that is stuck, and since when', async ({ scripted: { window, changeSession } }) => {
    await changeSession({ stuck: { kind: 'pcistb', since: now() - 12_000_000_000n } });
    await expect(window.banner()).toContainText(/Stuck since \d\d:\d\d:\d\d \(1\d s\)/);
    await expect(window.banner()).toContainText('pcistb has not come back');
    await changeSession({});
    await expect(window.banner()).toHaveCount(0);
  });

  test('tells how it stands with its machine, and what a reconnect has cost', async ({
    scripted: { window, changeSession },
  }) => {
    const link = { host: LAB, since: now(), attempt: 0 };
    await changeSession({ connection: { ...link, state: 'connected' } });
    await expect(window.machineState()).toHaveText('● root@lab1');
    await changeSession({ connection: { ...link, state: 'reconnecting', attempt: 2 } });
    await expect(window.banner()).toContainText('Reconnecting, attempt 2');
    await expect(window.machineState()).toContainText('lost since');
    await expect(window.topBar).toContainText('NO LINK');
    await expect(window.topBar.getByRole('button', { name: 'Arm' })).toHaveAttribute('aria-disabled', 'true');
    const missed = 'Away for 12 s: two mappings and a buffer are gone.';
    await changeSession({ connection: { ...link, state: 'connected', missed } });
    await expect(window.banner()).toContainText(missed);
    await expect(window.banner()).toContainText('read-only again');
    await expect(window.topBar).toContainText('READ-ONLY');
    await window.banner().getByRole('button', { name: 'Understood' }).click();
    await expect(window.banner()).toHaveCount(0);
  });

  test('says that the host wants its function back, and then that it is gone', async ({
    scripted: { window, changeSession },
  }) => {
    await changeSession({ releaseRequested: now() });
    await expect(window.banner()).toContainText(/The host wants the function back since \d\d:\d\d:\d\d/);
    const ended = { code: 'function-gone', message: 'The host took the function back.' };
    await changeSession({ condition: 'ended', ended });
    await expect(window.banner()).toContainText('Function gone.');
    await expect(window.banner()).toContainText('The host took the function back.');
    await expect(window.topBar).toContainText('ENDED');
  });
});
