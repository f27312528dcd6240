import { stat } from 'node:fs/promises';
import { Option } from 'commander';
import { type ErrorInfo, errorLine, WorkbenchError } from '../../../native-bridge/contract/errors.ts';
import { exportFolder, type FolderEntry } from '../../workbench/export/export-folder.ts';
import { type ExportRun, exportRecording } from '../../workbench/export/export-recording.ts';
import type { ExportFormat } from '../../workbench/export/format.ts';
import { exportFormat, exportFormats } from '../../workbench/export/formats/index.ts';
import { lspciDump, noConfigSpace } from '../../workbench/export/formats/lspci.ts';
import { fileOutput, type Output, streamOutput } from '../../workbench/export/output.ts';
import { exportNotes } from '../../workbench/notes/notes-file.ts';
import { type CliCommand, EXIT, type Given } from '../command.ts';
import { size } from '../figures.ts';
import type { Io } from '../io.ts';
import { withSession } from '../on-target.ts';
import { Progress } from '../progress.ts';

/** Output that stands for standard output. */
const STDOUT = '-';

export const export_: CliCommand = {
  name: 'export',
  summary: 'a recording, or a folder of them, as CSV, JSON, Parquet, a Perfetto trace or an lspci dump',
  example: 'zpciwb export session.mcap --format csv -o session.csv',
  declare: (command) =>
    command
      .argument('<source>', 'recording file or folder of recordings; for lspci a target address too')
      .addOption(
        new Option('--format <format>', 'kind of file')
          .choices(exportFormats.map(({ name }) => name))
          .makeOptionMandatory(),
      )
      .requiredOption('-o, --output <file>', 'file to write, or - for standard output; a folder for a folder')
      .option('--operations', 'write every operation of bursts, not only their totals')
      .option('--force', 'replace a file that is there; export every recording of a folder again'),
  run: async (io, given) => {
    const [source = ''] = given.args;
    const format = exportFormat(given.options.format);
    refuseMixture(format, given, io);
    if (await isFolder(source)) return folderExport(io, source, format, given.options);
    if (format.name === 'lspci' && !source.endsWith('.mcap')) return targetDump(io, source, given.options);
    return recordingExport(io, source, format, given.options);
  },
};

async function recordingExport(io: Io, source: string, format: ExportFormat, options: Given['options']) {
  const progress = new Progress(source);
  const run = { ...runOf(options), progress: (done: number, total: number) => progress.show(done, total) };
  const exported = await exportRecording(source, format, await outputOf(options), run).finally(() => progress.clear());
  if (options.output !== STDOUT) await exportNotes(source, options.output);
  const { requests, bytes, damage } = exported;
  io.document({ source, format: format.name, output: options.output, ...exported });
  sayUnlessStdout(io, options.output, `${requests} requests of ${source}, ${size(bytes)}: ${options.output}`);
  if (damage) say(damage);
  return damage ? EXIT.damaged : EXIT.fine;
}

async function folderExport(io: Io, source: string, format: ExportFormat, options: Given['options']) {
  const document = io.rowsDocument({ source, format: format.name, output: options.output });
  let status: number = EXIT.fine;
  for await (const entry of exportFolder(source, format, options.output, { ...runOf(options), all: options.force })) {
    document.add(entry);
    io.line(entryLine(entry));
    const wrong = entry.error ?? entry.exported?.damage;
    if (wrong) {
      say(wrong);
      status = EXIT.damaged;
    }
  }
  document.end();
  return status;
}

/** The configuration space of a capture or of an open function, read for this. */
function targetDump(io: Io, address: string, options: Given['options']) {
  const target = /^[a-z]+:/.test(address) ? address : `capture:${address}`;
  return withSession(target, async (session) => {
    await session.inspect(true);
    const dump = lspciDump(session.describe().snapshot);
    if (dump === undefined) throw noConfigSpace(address);
    const output = await outputOf(options);
    await output.write(Buffer.from(dump));
    await output.finish();
    io.document({ source: address, format: 'lspci', output: options.output, bytes: dump.length });
    sayUnlessStdout(io, options.output, `Configuration space of ${address}: ${options.output}`);
    return EXIT.fine;
  });
}

const outputOf = ({ output, force = false }: Given['options']): Promise<Output> | Output =>
  output === STDOUT ? streamOutput(process.stdout) : fileOutput(output, force);

function runOf({ operations }: Given['options']): ExportRun {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  return { operations, signal: stop.signal };
}

function entryLine({ recording, output, state, exported }: FolderEntry): string {
  const result = exported ? `${exported.requests} requests, ${size(exported.bytes)}: ${output}` : state;
  return `${recording}: ${result}`;
}

function sayUnlessStdout(io: Io, output: string, line: string): void {
  if (output !== STDOUT) io.line(line);
}

const say = (info: ErrorInfo) => process.stderr.write(`zpciwb: ${errorLine(info).replaceAll('\n', ' ')}\n`);

const isFolder = (path: string) =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );

function refuseMixture({ name, isText }: ExportFormat, { options, args }: Given, io: Io): void {
  if (options.output !== STDOUT) return;
  if (!isText) throw usage(`${name} is not text and needs a file.`, 'Give its name with -o.');
  if (io.json) throw usage('--json and -o - both ask for standard output.', `Give -o a file for ${args[0]}.`);
}

const usage = (message: string, next: string) => new WorkbenchError({ code: 'usage', message, next });
