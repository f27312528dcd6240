import * as z from 'zod';
import { burstDescriptor } from './burst-message.ts';
import type { FileHead } from './chunk-writer.ts';
import { recordingSchemas, type Topic, topics } from './messages.ts';

/** MCAP profile of our recordings. */
export const PROFILE = 'zpci-workbench';

/** Header, schemas and channels of a recording: channel `n` is the nth topic, its schema `n + 1`. */
export function recordingHead(version: string): FileHead {
  return {
    header: { profile: PROFILE, library: `zpci-workbench ${version}` },
    schemas: schemas(),
    channels: topics.map((topic, index) => ({
      id: index,
      schemaId: index + 1,
      topic,
      messageEncoding: encodingOf(topic),
      metadata: new Map(),
    })),
  };
}

let made: FileHead['schemas'] | undefined;

/** Made once: to write them takes longer than to read a short recording. */
function schemas(): FileHead['schemas'] {
  made ??= topics.map((topic, index) => ({ id: index + 1, ...schemaOf(topic) }));
  return made;
}

/** Every topic is JSON but the one whose columns are large. */
const encodingOf = (topic: Topic) => (topic === 'burst' ? 'protobuf' : 'json');

function schemaOf(topic: Topic) {
  const name = `zpci.${topic}`;
  if (topic === 'burst') return { name, encoding: 'protobuf', data: burstDescriptor() };
  return { name, encoding: 'jsonschema', data: utf8(JSON.stringify(jsonSchemaOf(topic))) };
}

/** Objects of any names have `properties` too, though empty: Foxglove shows no message of a channel whose schema has an object without. */
const jsonSchemaOf = (topic: Topic) =>
  z.toJSONSchema(recordingSchemas[topic], {
    io: 'input',
    override: ({ jsonSchema }) => {
      if (jsonSchema.type === 'object') jsonSchema.properties ??= {};
    },
  });
const utf8 = (text: string) => new TextEncoder().encode(text);
