import type { TestProject } from 'vitest/node';
import { timed } from '../../scripts/say.mjs';
import { startLab } from './machine/start-lab.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Path of the run folder of the guest all specs share. */
    labFolder: string;
  }
}

/** Boots the guest for all spec files and ends it after the last. */
export default async function oneGuest(project: TestProject): Promise<() => Promise<void>> {
  const lab = await timed('Booted the guest', () => startLab({ kernel: process.env.ZPCI_LAB_KERNEL }));
  project.provide('labFolder', lab.folder.path);
  return () => lab.stop();
}
