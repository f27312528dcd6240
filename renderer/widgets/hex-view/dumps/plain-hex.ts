import { parseHex } from '../../../../native-bridge/abi/hex.ts';
import type { DumpFormat } from './format.ts';

export const plainHex: DumpFormat = { id: 'hex', title: 'Hex digits (xxd -p)', parse: parseHex };
