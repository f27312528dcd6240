/** A written form of bytes that can be pasted. */
export interface DumpFormat {
  readonly id: string;
  /** What wrote it, as a person knows it. */
  readonly title: string;
  /** The bytes, or undefined when the text is not of this form. Never throws, whatever the text. */
  readonly parse: (text: string) => Uint8Array | undefined;
}
