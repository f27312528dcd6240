import type { ChangingPlace, ChangingRead, RegisterOwner } from './changing-read.ts';
import { intelIcr } from './intel-icr.ts';
import { intelStatistics } from './intel-statistics.ts';
import { ismCommandWindow } from './ism-commands.ts';
import { virtioIsr } from './virtio-isr.ts';

/** Every register that is known to change when it is read. Adding one is a file and a line here. What is absent is not known, not safe. */
export const changingReads: readonly ChangingRead[] = [ismCommandWindow, virtioIsr, intelIcr, intelStatistics];

/** Bytes of this function that a read changes, as far as they are known. Total. */
export const changingPlaces = (owner: RegisterOwner): ChangingPlace[] =>
  changingReads.flatMap(({ name, sentence, source, places }) =>
    places(owner).map((place) => ({ ...place, name, sentence, source })),
  );
