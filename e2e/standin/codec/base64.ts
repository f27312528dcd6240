/** Newer engines have this built in; the types of Node.js 20 do not know it. */
interface Base64Bytes {
  toBase64?(): string;
}
const Built = Uint8Array as typeof Uint8Array & { fromBase64?(text: string): Uint8Array<ArrayBuffer> };

export const toBase64 = (bytes: Uint8Array): string =>
  (bytes as Base64Bytes).toBase64?.() ?? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64');

export const fromBase64 = (text: string): Uint8Array<ArrayBuffer> =>
  Built.fromBase64?.(text) ?? new Uint8Array(Buffer.from(text, 'base64'));
