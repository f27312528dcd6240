import { expect, type Locator, type Page } from '@playwright/test';
import { waitForIdle } from '../support/idle.ts';
import { BytesPanel } from './bytes-panel.ts';
import { CapabilitiesPanel } from './capabilities-panel.ts';
import { ComparePanel } from './compare-panel.ts';
import { ComposerPanel } from './composer-panel.ts';
import { DangerDialog } from './danger-dialog.ts';
import { DoctorPanel } from './doctor-panel.ts';
import { IovaMapPanel } from './iova-map-panel.ts';
import { MeasurementPanel } from './measurement-panel.ts';
import { PlayerBar } from './player-bar.ts';
import { RecordingBar } from './recording-bar.ts';
import { RequestsPanel } from './requests-panel.ts';
import { RunnerPanel } from './runner-panel.ts';
import { SendAgainPanel } from './send-again-panel.ts';
import { TargetsPanel } from './targets-panel.ts';
import { ThroughputPanel } from './throughput-panel.ts';
import { TwoPathsPanel } from './two-paths-panel.ts';

export type PanelTitle =
  | 'Targets'
  | 'Capabilities'
  | 'Bytes'
  | 'IOVA map'
  | 'Composer'
  | 'Requests'
  | 'Throughput'
  | 'Two paths'
  | 'Independent count'
  | 'Compare'
  | 'Send again'
  | 'Programs'
  | 'Doctor'
  | 'Runner';
export type LayoutTitle = 'Inspect' | 'Compose' | 'Play';

/** The whole window: what is always there, and the way to each panel. */
export class WorkbenchWindow {
  readonly page: Page;
  readonly topBar: Locator;
  readonly targets: TargetsPanel;
  readonly capabilities: CapabilitiesPanel;
  readonly bytes: BytesPanel;
  readonly iovaMap: IovaMapPanel;
  readonly composer: ComposerPanel;
  readonly requests: RequestsPanel;
  readonly throughput: ThroughputPanel;
  readonly twoPaths: TwoPathsPanel;
  readonly measurement: MeasurementPanel;
  readonly dangerDialog: DangerDialog;
  readonly doctor: DoctorPanel;
  readonly recordingBar: RecordingBar;
  readonly player: PlayerBar;
  readonly compare: ComparePanel;
  readonly sendAgain: SendAgainPanel;
  readonly runner: RunnerPanel;

  constructor(page: Page) {
    this.page = page;
    this.topBar = page.getByTestId('top-bar');
    this.targets = new TargetsPanel(page);
    this.capabilities = new CapabilitiesPanel(page);
    this.bytes = new BytesPanel(page);
    this.iovaMap = new IovaMapPanel(page);
    this.composer = new ComposerPanel(page);
    this.requests = new RequestsPanel(page);
    this.throughput = new ThroughputPanel(page);
    this.measurement = new MeasurementPanel(page);
    this.twoPaths = new TwoPathsPanel(page);
    this.dangerDialog = new DangerDialog(page);
    this.doctor = new DoctorPanel(page);
    this.recordingBar = new RecordingBar(page);
    this.player = new PlayerBar(page);
    this.compare = new ComparePanel(page);
    this.sendAgain = new SendAgainPanel(page);
    this.runner = new RunnerPanel(page);
  }

  /** Opens `url` and waits until what it opens is shown. */
  async open(url: string): Promise<void> {
    await this.page.goto(url);
    await waitForIdle(this.page);
  }

  idle(): Promise<void> {
    return waitForIdle(this.page);
  }

  /** `live`, `ended` or `recorded`. */
  async expectCondition(condition: string): Promise<void> {
    await expect(this.topBar).toHaveAttribute('data-condition', condition);
  }

  /** What concerns the whole window: a session that ended, a connection that was lost. */
  banner(): Locator {
    return this.page.getByTestId('banner');
  }

  /** How it stands with the machine the function is on. */
  machineState(): Locator {
    return this.page.getByTestId('machine-state');
  }

  /** A question that has to be answered first. */
  dialog(name: string | RegExp): Locator {
    return this.page.getByRole('dialog', { name });
  }

  /** Runs a command by its name in the palette. */
  async command(name: string): Promise<void> {
    await this.page.keyboard.press('Control+Shift+P');
    await this.dialog('All commands').getByRole('combobox').fill(name);
    await this.page.keyboard.press('Enter');
    await this.idle();
  }

  /** The address of the session that is shown. */
  shownTarget(): Locator {
    return this.topBar.getByRole('combobox', { name: 'Target' }).locator('option:checked');
  }

  async chooseLayout(title: LayoutTitle): Promise<void> {
    await this.topBar.getByRole('button', { name: title, exact: true }).click();
    await this.idle();
  }

  /** Changes the theme, round and round, until it is the wanted one. */
  async chooseTheme(theme: 'dark' | 'light'): Promise<void> {
    const page = this.page.locator('html');
    while ((await page.getAttribute('data-theme')) !== theme) {
      await this.topBar.getByRole('button', { name: /theme/i }).click();
      await this.idle();
    }
  }

  toasts(): Locator {
    return this.page.getByTestId('toast');
  }

  /** Brings a panel to the front of its tabs. */
  async bringToFront(title: PanelTitle): Promise<void> {
    await this.page.getByRole('tab', { name: title, exact: true }).click();
    await this.idle();
  }

  /** Allows requests that change the function. */
  async arm(): Promise<void> {
    await this.topBar.getByRole('button', { name: 'Arm', exact: true }).click();
    await expect(this.topBar).toHaveAttribute('data-armed', 'true');
    await this.idle();
  }
}
