import { recognise } from './dumps/index.ts';

/** Bytes of anything a person pastes where bytes are wanted, read in the likeliest way; undefined when it holds none. */
export const parsePastedBytes = (text: string): Uint8Array | undefined => recognise(text)[0]?.bytes;
