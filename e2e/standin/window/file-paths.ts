import { DROPPED } from '../page/dropped-files.ts';
import type { CdpSession } from '../process/cdp.ts';

/** Where the files lie that were dropped on a page last; empty for one that lies nowhere. */
export async function droppedPaths(page: CdpSession, executionContextId: number, count: number): Promise<string[]> {
  const pathOf = async (at: number): Promise<string> => {
    const functionDeclaration = `function (at) { return globalThis.${DROPPED}[at]; }`;
    const call = { functionDeclaration, executionContextId, arguments: [{ value: at }] };
    const { result } = await page.send('Runtime.callFunctionOn', call);
    const { path } = await page.send('DOM.getFileInfo', { objectId: result.objectId });
    return path;
  };
  return Promise.all(Array.from({ length: count }, (_, at) => pathOf(at)));
}
