#!/usr/bin/env node
import { EXIT } from './command.ts';
import { main } from './main.ts';

let broken = false;

/** A reader that went away (`| head`) is no error, a full disk is. What runs then ends in order, as on a signal. */
function endWithOutput({ code }: NodeJS.ErrnoException): void {
  if (broken) return;
  broken = true;
  if (code !== 'EPIPE') {
    process.stderr.write(`zpciwb: The output cannot be written: ${code}. Make room or write elsewhere.\n`);
    process.exitCode = EXIT.notReady;
  }
  if (!process.emit('SIGTERM')) process.exit();
}

process.stdout.on('error', endWithOutput);
const status = await main(process.argv);
process.exitCode ??= status;
// The error of a last write is told after its callback.
process.stdout.write('', () => setImmediate(() => process.exit()));
