import { z } from 'zod';
import type { FileHead } from './chunk-writer.ts';
import { recordingSchemas, type Topic, topics } from './messages.ts';

/** MCAP profile of our recordings. */
export const PROFILE = 'zpci-workbench';

/** Header, JSON schemas and channels of a recording: channel `n` is the nth topic, its schema `n + 1`. */
export function recordingHead(version: string): FileHead {
  return {
    header: { profile: PROFILE, library: `zpci-workbench ${version}` },
    schemas: topics.map((topic, index) => ({
      id: index + 1,
      name: `zpci.${topic}`,
      encoding: 'jsonschema',
      data: new TextEncoder().encode(JSON.stringify(jsonSchemaOf(topic))),
    })),
    channels: topics.map((topic, index) => ({
      id: index,
      schemaId: index + 1,
      topic,
      messageEncoding: 'json',
      metadata: new Map(),
    })),
  };
}

const jsonSchemaOf = (topic: Topic) => z.toJSONSchema(recordingSchemas[topic], { io: 'input' });
