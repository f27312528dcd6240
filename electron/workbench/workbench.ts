import { join, resolve } from 'node:path';
import { noContract } from '../../native-bridge/contract/bridge-contract.ts';
import { type Carrier, Peer } from '../../native-bridge/contract/peer.ts';
import { appContract } from '../contract/app-contract.ts';
import { fileAddress } from '../contract/file-address.ts';
import { shippedAssets } from './assets.ts';
import type { Emit } from './broadcast.ts';
import { Library } from './collections/library.ts';
import type { Desktop, WindowLink } from './desktop.ts';
import { WorkbenchFolder } from './files/folder.ts';
import { Imports } from './files/imports.ts';
import type { HandlerContext } from './handlers/context.ts';
import { appHandlers } from './handlers/index.ts';
import { Bridges } from './hosts/bridges.ts';
import { HostList } from './hosts/host-list.ts';
import type { ParcelFiles } from './hosts/parcel.ts';
import { Replays } from './replay/replays.ts';
import { SessionStore } from './session-store.ts';

export interface WorkbenchOptions {
  /** Holds recordings/, captures/ and programs/; made as needed. */
  readonly folder: string;
  /** Argv that starts the bridge program. */
  readonly bridgeCommand: readonly string[];
  /** What is copied to other machines; without it they cannot be reached. */
  readonly parcel?: ParcelFiles;
  readonly version: string;
  readonly host: 'serve' | 'electron';
  /** Folder of what ships with the product; found beside the program when not given. */
  readonly assets?: string;
}

type Window = Peer<typeof noContract, typeof appContract>;

/** The main-process side: sessions, recordings and programs behind the app contract, for any number of windows. */
export class Workbench {
  readonly #windows = new Set<Window>();
  readonly #emit: Emit = (event, payload) => {
    for (const window of this.#windows) window.emit(event, payload);
  };
  readonly #bridges: Bridges;
  readonly #sessions: SessionStore;
  readonly #context: Omit<HandlerContext, 'imports' | 'desktop' | 'tell' | 'others' | 'gone'>;
  readonly #library: Library;
  readonly #imports = new Set<Imports>();
  readonly #tidied: Promise<void>;

  constructor(options: WorkbenchOptions) {
    const { bridgeCommand, parcel, version, host } = options;
    const folder = new WorkbenchFolder(resolve(options.folder), options.assets ?? shippedAssets());
    const emit = this.#emit;
    this.#bridges = new Bridges({ command: bridgeCommand, parcel });
    this.#sessions = new SessionStore({ bridges: this.#bridges, version, folder, emit });
    const hosts = new HostList(join(folder.path, 'hosts.json'), this.#bridges, (host) => emit('host.changed', host));
    this.#library = new Library(folder, () => {
      emit('programs.changed', {});
      emit('files.changed', {});
    });
    this.#tidied = folder.tidy();
    const replays = new Replays((progress) => emit('replay.progress', progress));
    this.#context = {
      bridges: this.#bridges,
      hosts,
      sessions: this.#sessions,
      replays,
      folder,
      library: this.#library,
      emit,
      version,
      host,
    };
  }

  /** Serves one window over `carrier` until it closes; sessions live on without windows. `desktop` is what its host has beside the page. */
  attach(carrier: Carrier, desktop?: Desktop): WindowLink {
    const { chosen } = this.#context.folder;
    const imports = this.#newImports();
    const gone = new AbortController();
    const tell: Emit = (event, payload) => window.emit(event, payload);
    const others: Emit = (event, payload) => {
      for (const other of this.#windows) if (other !== window) other.emit(event, payload);
    };
    const handlers = appHandlers({ ...this.#context, imports, desktop, tell, others, gone: gone.signal });
    const window: Window = new Peer(carrier, noContract, appContract, handlers);
    this.#windows.add(window);
    const unfollow = desktop && chosen.follow((files) => desktop.recentFiles(files));
    window.onClose(() => {
      unfollow?.();
      gone.abort();
      this.#windows.delete(window);
      void imports.closeAll().finally(() => this.#imports.delete(imports));
    });
    return {
      get closed() {
        return window.closed !== undefined;
      },
      open: (address) => window.emit('window.open', { address }),
      run: (id) => window.emit('window.command', { id }),
      tell: (info) => window.emit('notice', info),
    };
  }

  /** Lets windows open a file that a person opened with the workbench; gives its address. Throws `no-such-file` and `bad-request`. */
  async admit(path: string): Promise<string> {
    const file = await this.#context.folder.choose(path);
    this.#emit('files.changed', {});
    return fileAddress(file);
  }

  /** Forgets the files that were chosen; those that are open stay open. */
  async forgetRecent(): Promise<void> {
    await this.#context.folder.chosen.clear();
    this.#emit('files.changed', {});
  }

  /** Ends all sessions, recordings made whole, and the bridge programs. */
  async close(): Promise<void> {
    await this.#sessions.closeAll();
    await Promise.all([...this.#imports].map((imports) => imports.closeAll()));
    await this.#bridges.close();
    this.#library.close();
    await this.#tidied;
    for (const window of this.#windows) window.close();
  }

  #newImports(): Imports {
    const imports = new Imports(this.#context.folder);
    this.#imports.add(imports);
    return imports;
  }
}
