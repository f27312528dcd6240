import { expect, test } from 'vitest';
import { lostText } from './lost-text.ts';

test('what was lost is told with what may be wrong, each until it was told whole again', () => {
  const state = { what: 'state', untilNs: 12_004_000_000n } as const;
  expect(lostText({ requests: 1, doubtful: [state] })).toMatch(
    /^1 request was lost before here: mappings, buffers and arming may be wrong until 12\.004.*s\.$/,
  );
  expect(lostText({ requests: 0, doubtful: [state, { what: 'config' }] })).toMatch(
    /^Part of the recording was lost before here: .* s, configuration space to the end\.$/,
  );
});
