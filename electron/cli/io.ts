import { type ErrorInfo, errorLine } from '../../native-bridge/contract/errors.ts';
import { jsonText, toJson } from '../workbench/json.ts';

/** Where a command writes. With `--json` only the one document goes to stdout, and text for people goes nowhere. */
export class Io {
  readonly json: boolean;

  constructor(json: boolean) {
    this.json = json;
  }

  /** A line for a person. */
  line(text = ''): void {
    if (!this.json) process.stdout.write(`${text}\n`);
  }

  /** What is wrong, on stderr: also with `--json`. */
  complain(info: ErrorInfo): void {
    process.stderr.write(`zpciwb: ${errorLine(info).replaceAll('\n', ' ')}\n`);
  }

  /** The answer for a program; called once. */
  document(value: unknown): void {
    if (this.json) process.stdout.write(`${jsonText(value)}\n`);
  }

  /** The answer for a program when it has any number of `rows`: they are written as they come, never kept. */
  rowsDocument(head: object): RowsDocument {
    return new RowsDocument(this.json, head);
  }

  /** Bytes of stdin up to `limit`; what is longer is cut, one byte over, for the caller to refuse. */
  async stdin(limit: number): Promise<Buffer> {
    const parts: Buffer[] = [];
    let length = 0;
    for await (const part of process.stdin) {
      parts.push(part as Buffer);
      length += (part as Buffer).length;
      if (length > limit) break;
    }
    return Buffer.concat(parts).subarray(0, limit + 1);
  }
}

/** One JSON document with a list that is too long to keep, and behind it only what is not known before. */
class RowsDocument {
  readonly #write: (text: string) => void;
  #before: string;

  constructor(wanted: boolean, head: object) {
    this.#write = wanted ? (text) => process.stdout.write(text) : () => {};
    this.#before = `${JSON.stringify(toJson(head)).slice(0, -1)},"rows":[\n`;
  }

  add(row: object): void {
    this.#write(`${this.#before}${JSON.stringify(toJson(row))}`);
    this.#before = ',\n';
  }

  end(tail: object = {}): void {
    const rest = Object.entries(tail).map(
      ([name, value]) => `,${JSON.stringify(name)}:${JSON.stringify(toJson(value))}`,
    );
    this.#write(`${this.#before === ',\n' ? '\n' : this.#before}]${rest.join('')}}\n`);
  }
}
