import type { SchemaElement } from 'hyparquet-writer';
import type { Column, ColumnType, Value } from './rows/columns.ts';

/** How the columns of a table are kept in Parquet. */
const TYPES: Readonly<Record<ColumnType, Omit<SchemaElement, 'name'>>> = {
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' } },
  i32: { type: 'INT32' },
  i64: { type: 'INT64' },
  u64: { type: 'INT64', converted_type: 'UINT_64' },
  // Microseconds, because Spark refuses nanoseconds and DuckDB cuts them: `at_ns` is exact.
  time: {
    type: 'INT64',
    converted_type: 'TIMESTAMP_MICROS',
    logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MICROS' },
  },
  bool: { type: 'BOOLEAN' },
  bytes: { type: 'BYTE_ARRAY' },
};

/** The root and one optional leaf a column. */
export function parquetSchema(columns: readonly Column[]): SchemaElement[] {
  const leaves = columns.map(({ name, type }) => ({ name, repetition_type: 'OPTIONAL' as const, ...TYPES[type] }));
  return [{ name: 'requests', num_children: columns.length }, ...leaves];
}

const NS_PER_US = 1000n;

/** The value as its type takes it: absent when it is beyond its type, as only a damaged or forged recording can have it. */
export function parquetValue(type: ColumnType, value: Value) {
  if (value === undefined) return null;
  if (type === 'i32') return value === ((value as number) | 0) ? value : null;
  if (type !== 'i64' && type !== 'u64' && type !== 'time') return value;
  const number = BigInt(value as number | bigint) / (type === 'time' ? NS_PER_US : 1n);
  const kept = type === 'u64' ? BigInt.asUintN(64, number) : BigInt.asIntN(64, number);
  return kept === number ? number : null;
}
