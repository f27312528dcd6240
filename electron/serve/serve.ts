import { openHash } from '../contract/host-link.ts';
import { Workbench } from '../workbench/workbench.ts';
import { findInstallation, workbenchFolder } from './installation.ts';
import { startServer } from './server.ts';

export interface ServeOptions {
  /** Folder of recordings, captures and programs; absent = the platform's place for data. */
  readonly folder?: string;
  /** 0 or absent takes any free port. */
  readonly port?: number;
  /** Address the window opens at start, such as `sim:ism`. */
  readonly open?: string;
}

export interface Serving {
  /** The whole address with its token: whoever has it may drive the workbench. */
  readonly url: string;
  /** Ends every session, keeping what was recorded. */
  close(): Promise<void>;
}

/**
 * Serves the workbench on loopback.
 * @throws WorkbenchError `port-taken`, `broken-installation`.
 */
export async function serve(options: ServeOptions = {}): Promise<Serving> {
  const { version, bridgeCommand, parcel, windowFolder } = findInstallation();
  const folder = options.folder ?? workbenchFolder();
  const workbench = new Workbench({ folder, bridgeCommand, parcel, version, host: 'serve' });
  const attach = workbench.attach.bind(workbench);
  const server = await startServer({ root: windowFolder, port: options.port ?? 0, attach });
  const close = async () => {
    await server.close();
    await workbench.close();
  };
  return { url: server.url + openHash(options.open), close };
}
