import { buildStandin } from '../standin/build.ts';

/** Runs once before all window tests. */
export default buildStandin;
