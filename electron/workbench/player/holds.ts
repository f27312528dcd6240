import { type Topic, topics } from '../recorder/messages.ts';
import type { ChunkEntry } from '../recorder/row-index.ts';

/** Whether a chunk holds messages of a topic, as the index says. */
export const holds = ({ topics: bits }: ChunkEntry, topic: Topic): boolean =>
  (bits & (1 << topics.indexOf(topic))) !== 0;
