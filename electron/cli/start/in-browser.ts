import { type ServeOptions, type Serving, serve } from '../../serve/serve.ts';

/** Serves the workbench, prints its address alone on a line of stdout, and ends on Ctrl+C with everything kept. */
export async function startInBrowser(options: ServeOptions, openIt: boolean): Promise<void> {
  const serving = await serve(options);
  console.error('zPCI Workbench runs until Ctrl+C. Its address, token included, is for you alone:');
  console.log(serving.url);
  if (process.env.SSH_CONNECTION) console.error(tunnelHint(serving.url));
  endOnSignal(serving);
  if (openIt) await openBrowser(serving.url);
}

const tunnelHint = (url: string): string => {
  const { port } = new URL(url);
  return `To open it on your own machine: ssh -L ${port}:127.0.0.1:${port} THIS-HOST`;
};

function endOnSignal(serving: Serving): void {
  const end = () => void serving.close().finally(() => process.exit(0));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, end);
}

/** A convenience: where no browser can be opened, the address has been printed. */
async function openBrowser(url: string): Promise<void> {
  try {
    const { default: open } = await import('open');
    const browser = await open(url);
    browser.on('error', () => {});
  } catch {
    console.error('No browser could be opened; open the address yourself.');
  }
}
