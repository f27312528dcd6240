import { parseHex } from '../../../../native-bridge/abi/hex.ts';
import type { DumpFormat } from './format.ts';

function parse(text: string): Uint8Array | undefined {
  if (!text.trimStart().startsWith('{')) return undefined;
  try {
    const { hex } = JSON.parse(text) as { hex?: unknown };
    return typeof hex === 'string' ? parseHex(hex) : undefined;
  } catch {
    return undefined;
  }
}

export const json: DumpFormat = { id: 'json', title: 'JSON as copied from here', parse };
