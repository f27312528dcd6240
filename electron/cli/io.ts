import { jsonText } from '../workbench/json.ts';

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

  /** The answer for a program; called once. */
  document(value: unknown): void {
    if (this.json) process.stdout.write(`${jsonText(value)}\n`);
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
