import { mkdirSync, mkdtempSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { Journal } from '../binding/journal.ts';
import { hostAt } from '../host-files.ts';
import type { LocalHost } from '../local-host.ts';

/** A machine in a folder: s390x with vfio loaded, one root user, and the functions a test adds. Writes to sysfs act as the kernel would. */
export class FakeMachine {
  readonly root = mkdtempSync(join(tmpdir(), 'zpci-machine-'));
  readonly files = { ...hostAt(this.root), modules: join(this.root, 'lib/modules') };
  readonly journalFolder = join(this.root, 'state/bound');
  /** Paths below the root that were written through `write`, with what was written. */
  readonly written: [path: string, text: string][] = [];
  /** What a write does before it acts; throw to refuse. */
  refuse: (path: string) => void = () => {};

  constructor() {
    this.put('proc/sys/kernel/random/boot_id', 'boot-1');
    this.process('self', 'node', '100');
    this.process(String(process.pid), 'node', '100');
    this.put('proc/self/status', 'CapEff:\t000001ffffffffff');
    this.put('proc/self/limits', `${'Max locked memory'.padEnd(26)}8388608              8388608              bytes`);
    for (const module of ['vfio', 'vfio_iommu_type1']) this.put(`sys/module/${module}/refcnt`, '0');
    for (const driver of ['vfio-pci', 'nvme', 'mlx5_core']) this.driver(driver);
    this.put('dev/vfio/vfio', '');
  }

  /** What doctor and binding are given. */
  local(change: Partial<LocalHost> = {}): LocalHost {
    return {
      files: this.files,
      node: '20.19.2',
      platform: 'linux',
      arch: 's390x',
      kernel: '6.12.107+deb13-s390x',
      uid: 0,
      journal: new Journal(this.journalFolder, this.files),
      write: async (path, text) => this.#write(path, text),
      loadAddon: () => ({}),
      ...change,
    };
  }

  put(path: string, text: string): void {
    const file = join(this.root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${text}\n`);
  }

  link(path: string, target: string): void {
    const file = join(this.root, path);
    mkdirSync(dirname(file), { recursive: true });
    symlinkSync(target, file);
  }

  remove(path: string): void {
    rmSync(join(this.root, path), { recursive: true });
  }

  driver(name: string): void {
    this.put(`sys/bus/pci/drivers/${name}/bind`, '');
  }

  /** A running process with open files below /dev. */
  process(pid: string, command: string, started: string, open: readonly string[] = []): void {
    const rest = Array.from({ length: 30 }, (_, index) => (index === 18 ? started : '0'));
    this.put(`proc/${pid}/stat`, `${pid} (${command}) S ${rest.slice(0).join(' ')}`);
    this.put(`proc/${pid}/comm`, command);
    open.forEach((file, fd) => {
      this.link(`proc/${pid}/fd/${fd}`, join(this.files.dev, file));
    });
  }

  /** A zPCI function in a group of its own. */
  function(bdf: string, driver: string | undefined, group: string, attributes: Record<string, string> = {}): void {
    const zpci = { vendor: '0x1014', device: '0x04ed', function_id: '0x00000020', function_handle: '0x80020000' };
    const all = { ...zpci, driver_override: '(null)', power_state: 'D0', reset_method: 'bus', ...attributes };
    for (const [name, value] of Object.entries(all)) this.put(`sys/bus/pci/devices/${bdf}/${name}`, value);
    this.link(`sys/bus/pci/devices/${bdf}/iommu_group`, `../../../../kernel/iommu_groups/${group}`);
    this.link(`sys/kernel/iommu_groups/${group}/devices/${bdf}`, `../../../../bus/pci/devices/${bdf}`);
    this.put('sys/bus/pci/slots/00000020/power', '1');
    if (driver) this.bindTo(bdf, driver);
  }

  /** A device that a driver made of a function. */
  part(bdf: string, path: string, uevent: Record<string, string>): void {
    const lines = Object.entries(uevent).map(([name, value]) => `${name}=${value}`);
    this.put(`sys/bus/pci/devices/${bdf}/${path}/uevent`, lines.join('\n'));
  }

  driverOf(bdf: string): string | undefined {
    try {
      return basename(readlinkSync(join(this.root, `sys/bus/pci/devices/${bdf}/driver`)));
    } catch {
      return undefined;
    }
  }

  bindTo(bdf: string, driver: string): void {
    this.link(`sys/bus/pci/devices/${bdf}/driver`, `../../drivers/${driver}`);
    if (driver.includes('vfio')) this.put(`dev/vfio/${this.#group(bdf)}`, '');
  }

  #group(bdf: string): string {
    return basename(readlinkSync(join(this.root, `sys/bus/pci/devices/${bdf}/iommu_group`)));
  }

  #write(path: string, text: string): void {
    const name = path.slice(this.root.length + 1);
    this.written.push([name, text.trim()]);
    this.refuse(name);
    const bdf = text.trim();
    if (name.endsWith('/driver_override')) this.put(name, text.trim() || '(null)');
    else if (name.endsWith('/unbind')) this.#unbind(bdf);
    else if (name.endsWith('/bind')) this.bindTo(bdf, basename(dirname(name)));
  }

  #unbind(bdf: string): void {
    if (this.driverOf(bdf)?.includes('vfio')) this.remove(`dev/vfio/${this.#group(bdf)}`);
    this.remove(`sys/bus/pci/devices/${bdf}/driver`);
  }
}
