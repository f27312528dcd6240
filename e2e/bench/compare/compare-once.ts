import { monitorEventLoopDelay } from 'node:perf_hooks';
import { verdictLine } from '../../../electron/contract/compare/summary-text.ts';
import { Comparison } from '../../../electron/workbench/compare/comparison.ts';

/** `compare-once LEFT RIGHT`: compares two recordings as a window does, and prints one JSON line. */

const [left = '', right = ''] = process.argv.slice(2);
const delay = monitorEventLoopDelay({ resolution: 5 });
delay.enable();
const before = performance.now();
const comparison = await Comparison.open(left, right);
const seconds = (performance.now() - before) / 1000;
delay.disable();
const verdict = verdictLine(comparison.summary);
await comparison.close();
const { user, system } = process.cpuUsage();
const cpuSeconds = (user + system) / 1e6;
const peakRss = process.resourceUsage().maxRSS * 1024;
console.log(JSON.stringify({ seconds, cpuSeconds, busiestMs: delay.max / 1e6, peakRss, verdict }));
