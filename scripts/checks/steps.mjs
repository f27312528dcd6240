import { join } from 'node:path';

/** What `npm test` does, in this order. `report` names the JSON report whose counts stand for the step; else it counts as one. */

const UNIT = 'test-results/unit.json';
const PACKAGE = 'test-results/package.json';
const LAB = 'test-results/lab.json';
const HOSTS = 'test-results/lab-hosts.json';
const WINDOWS = 'test-results/windows.json';

/** Where `unhandled-reporter.mjs` writes what went wrong outside of every test. */
export const UNHANDLED = 'test-results/unhandled.json';

/** Options that make Vitest tell people and this check. @param {string} report */
const reporting = (report) => [
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${report}`,
  `--reporter=${join(import.meta.dirname, 'unhandled-reporter.mjs')}`,
];

/**
 * @typedef {object} Step
 * @property {string} title
 * @property {readonly string[]} run script of package.json and its arguments
 * @property {string} [report]
 * @property {Record<string, string>} [env]
 * @property {boolean} [needsChromium]
 */

/** @type {readonly Step[]} */
export const steps = [
  { title: 'Types', run: ['typecheck'] },
  { title: 'Lint and format', run: ['lint'] },
  { title: 'Import rules', run: ['imports'] },
  {
    title: 'Unit tests and contract suites',
    run: ['unit', '--', ...reporting(UNIT)],
    report: UNIT,
  },
  { title: 'Conformance with real kernels', run: ['conformance'] },
  {
    title: 'Contents of the packages',
    run: ['package:check', '--', ...reporting(PACKAGE)],
    report: PACKAGE,
  },
  {
    title: 'A real s390x kernel (lab)',
    run: ['lab', '--', ...reporting(LAB)],
    report: LAB,
  },
  {
    title: 'Hosts with that kernel and how they are reached (lab:hosts)',
    run: ['lab:hosts', '--', ...reporting(HOSTS)],
    report: HOSTS,
  },
  {
    title: 'Window tests',
    run: ['e2e'],
    report: WINDOWS,
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: WINDOWS },
    needsChromium: true,
  },
];
