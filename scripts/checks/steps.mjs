/** What `npm test` does, in this order. `report` names the JSON report whose counts stand for the step; else it counts as one. */

const VITEST = 'test-results/unit.json';
const PLAYWRIGHT = 'test-results/windows.json';

/**
 * @typedef {object} Step
 * @property {string} title
 * @property {readonly string[]} command `npx` finds the program
 * @property {string} [report]
 * @property {Record<string, string>} [env]
 * @property {boolean} [needsChromium]
 */

/** @type {readonly Step[]} */
export const steps = [
  { title: 'Types', command: ['node', 'scripts/typecheck.mjs'] },
  { title: 'Lint and format', command: ['biome', 'check', '.'] },
  {
    title: 'Import rules',
    command: [
      ...['depcruise', '--config', '.dependency-cruiser.cjs'],
      ...['native-bridge', 'electron', 'renderer', 'e2e', 'scripts'],
    ],
  },
  {
    title: 'Unit tests and contract suites',
    command: ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${VITEST}`],
    report: VITEST,
  },
  {
    title: 'Window tests',
    command: ['playwright', 'test'],
    report: PLAYWRIGHT,
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: PLAYWRIGHT },
    needsChromium: true,
  },
];
