import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { delimiter } from 'node:path';
import { bdfOf, type FunctionName, functionNamed } from '../guest/functions.ts';
import { qmp } from './qmp.ts';
import type { RunFolder } from './run-folder.ts';

export interface Said {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

interface SshOptions {
  /** `root`, or `lab`, the ordinary user. */
  readonly user?: 'root' | 'lab';
  readonly input?: string | Uint8Array;
}

/** A booted guest, for whoever has its folder: the process that started it, and the specs. */
export class Lab {
  readonly folder: RunFolder;

  constructor(folder: RunFolder) {
    this.folder = folder;
  }

  /** The machine as the product addresses it: `ssh://root@127.0.0.1:PORT`. */
  host(user: 'root' | 'lab' = 'root'): string {
    return `ssh://${user}@127.0.0.1:${this.folder.port}`;
  }

  /** A function as the product addresses it: `ssh://root@127.0.0.1:PORT/0010:00:00.0`. */
  address(name: FunctionName, user: 'root' | 'lab' = 'root'): string {
    return `${this.host(user)}/${this.bdf(name)}`;
  }

  /** Its PCI address in the guest. */
  bdf(name: FunctionName): string {
    return bdfOf(functionNamed(name));
  }

  /** The environment in which `ssh` knows the guest; everything else is the caller's own. */
  get env(): NodeJS.ProcessEnv {
    return { ...process.env, PATH: `${this.folder.bin}${delimiter}${process.env.PATH}` };
  }

  /** The command (argv) that starts `command` in the guest, with this process's streams as its own. */
  command(command: string, user: 'root' | 'lab' = 'root'): string[] {
    return [
      `${this.folder.bin}/ssh`,
      '-o',
      'BatchMode=yes',
      '-p',
      String(this.folder.port),
      `${user}@127.0.0.1`,
      command,
    ];
  }

  /** Runs a shell command in the guest to its end. A failing command is an answer too. */
  ssh(command: string, { user = 'root', input = '' }: SshOptions = {}): Promise<Said> {
    const [program = '', ...args] = this.command(command, user);
    return new Promise((resolve) => {
      const child = execFile(program, args, { env: this.env, maxBuffer: 64 << 20 }, (error, stdout, stderr) => {
        resolve({ status: error ? Number(error.code ?? 255) : 0, stdout, stderr });
      });
      child.stdin!.end(input);
    });
  }

  /** As `ssh`, for commands that must not fail: gives what they print, without the last newline. */
  async sh(command: string, options: SshOptions = {}): Promise<string> {
    const { status, stdout, stderr } = await this.ssh(command, options);
    if (status !== 0) throw new Error(`"${command}" ended with status ${status} in the guest:\n${stderr}`);
    return stdout.replace(/\n$/, '');
  }

  /** One command to QEMU's monitor. */
  qmp(execute: string, args?: object): Promise<unknown> {
    return qmp(this.folder.qmp, execute, args);
  }

  /** Takes the PCI device away, as a hot-unplug on the machine does: the guest is asked to give it up. */
  async unplug(name: FunctionName): Promise<void> {
    await this.qmp('device_del', { id: `d-${name}` });
  }

  /** Turns the power of a function's hot-plug slot off or on, from inside the guest. Off waits until its user has let go. */
  async power(name: FunctionName, on: boolean): Promise<void> {
    const slot = functionNamed(name).fid.toString(16).padStart(8, '0');
    await this.sh(`echo ${Number(on)} >/sys/bus/pci/slots/${slot}/power`);
  }

  /** The link to the guest: `false` loses packets both ways, as a pulled cable does. */
  async link(up: boolean): Promise<void> {
    await this.qmp('set_link', { name: 'n0', up });
  }

  /** What the guest's kernel and first program have printed. */
  console(): string {
    return readFileSync(this.folder.console, 'utf8');
  }
}
