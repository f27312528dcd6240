import { WorkbenchError } from '../../../../native-bridge/contract/errors.ts';
import type { ExportFormat } from '../format.ts';
import { csv } from './csv.ts';
import { json } from './json.ts';
import { lspci } from './lspci.ts';
import { parquet } from './parquet.ts';
import { perfetto } from './perfetto.ts';

/** Every format, in the order they are offered. */
export const exportFormats: readonly ExportFormat[] = [csv, json, parquet, perfetto, lspci];

/** The format of that name. Throws `bad-request`. */
export function exportFormat(name: string): ExportFormat {
  const format = exportFormats.find((one) => one.name === name);
  if (format) return format;
  throw new WorkbenchError({
    code: 'bad-request',
    message: `There is no export format ${name}.`,
    next: `Choose one of ${exportFormats.map((one) => one.name).join(', ')}.`,
  });
}
