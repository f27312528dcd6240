import { check, failed, ok } from '../check.ts';

/** The oldest Node.js the bridge program runs on. */
const OLDEST = 18;

export const node = check({
  id: 'node',
  title: 'Node.js',
  read: ({ node }) => node,
  judge: (version) => {
    if (Number.parseInt(version, 10) >= OLDEST) return ok(`Node.js ${version}.`);
    return failed(`Node.js ${version} is too old.`, `Install Node.js ${OLDEST} or newer.`);
  },
});
