import type { TestProject } from 'vitest/node';
import { timed } from '../../scripts/say.mjs';
import { startLab } from './machine/start-lab.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Paths of the run folders of the guests, one for each process that runs spec files. */
    labFolders: readonly string[];
  }
}

/** Boots a guest for each process that runs spec files, and ends them after the last. */
export default async function guests(project: TestProject): Promise<() => Promise<void>> {
  const count = Number(project.vitest.config.maxWorkers);
  const boot = () => startLab({ kernel: process.env.ZPCI_LAB_KERNEL });
  const labs = await timed(`Booted ${count} guests`, () => Promise.all(Array.from({ length: count }, boot)));
  project.provide(
    'labFolders',
    labs.map(({ folder }) => folder.path),
  );
  return async () => {
    for (const lab of labs) await lab.stop();
  };
}
