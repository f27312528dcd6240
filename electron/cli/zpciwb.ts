#!/usr/bin/env node
import { main } from './main.ts';

// A reader that went away (`| head`) is no error.
process.stdout.on('error', () => process.exit());
process.exitCode = await main(process.argv);
process.stdout.write('', () => process.exit());
