import { Option } from 'commander';
import { decode as decodeStructure, type StructureKind, structureKinds } from '../../../native-bridge/abi/decode.ts';
import { parseHex } from '../../../native-bridge/abi/hex.ts';
import { decodedToJson } from '../../../native-bridge/abi/json.ts';
import { WorkbenchError } from '../../../native-bridge/contract/errors.ts';
import { type CliCommand, EXIT } from '../command.ts';
import type { Io } from '../io.ts';
import { treeLines } from '../tree-text.ts';

/** Most hex text taken from stdin, bytes. */
const MAX_TEXT = 4 * 1024 * 1024;

export const decode: CliCommand = {
  name: 'decode',
  summary: 'one structure from its bytes, with diagnostics',
  example: 'zpciwb decode --ioctl irq-info 00000010000000090000000200000002',
  declare: (command) =>
    command
      .argument('<hex>', 'the bytes as hex, or - to read them from stdin')
      .addOption(
        new Option('--ioctl <structure>', 'what the bytes are').choices([...structureKinds]).makeOptionMandatory(),
      )
      .addOption(new Option('--endian <order>', 'byte order; found out when not given').choices(['be', 'le']))
      .addOption(new Option('--dialect <name>', 'read as the proposals of 2019 and 2020 did').choices(['rfc2019'])),
  run: async (io, { args: [hex = ''], options }) => {
    const bytes = parseHex(hex === '-' ? await hexFromStdin(io) : hex);
    if (!bytes || bytes.length === 0) throw badHex(hex);
    const { endian: byteOrder, dialect } = options;
    const decoded = decodeStructure(options.ioctl as StructureKind, bytes, { byteOrder, dialect });
    io.document(decodedToJson(decoded));
    io.line(`${decoded.name}, ${decoded.size} bytes, ${decoded.byteOrder}`);
    for (const line of treeLines(decoded)) io.line(line);
    return EXIT.fine;
  },
};

async function hexFromStdin(io: Io): Promise<string> {
  const text = await io.stdin(MAX_TEXT);
  if (text.length <= MAX_TEXT) return text.toString('latin1').trim();
  throw new WorkbenchError({
    code: 'bad-hex',
    message: `stdin holds more than ${MAX_TEXT} bytes of hex.`,
    next: 'Give one structure.',
  });
}

const badHex = (hex: string) =>
  new WorkbenchError({
    code: 'bad-hex',
    message: `"${hex.length > 40 ? `${hex.slice(0, 40)}...` : hex}" is not hex: an even number of hex digits is needed.`,
    next: 'Give the bytes as hex, or - and the hex on stdin.',
  });
