/** Shapes every decoder answers with. Decoding is total: any bytes give a tree and diagnostics, never an exception. */

/** Byte order of one read or write: `be` on an s390x host, `le` on x86; config space is `le` everywhere. */
export type ByteOrder = 'be' | 'le';

/** How a field's bytes are read. `bytes` stays raw; `ebcdic` is text in code page 037. */
export type FieldType = 'u8' | 'u16' | 'u24' | 'u32' | 'u64' | 's32' | 'bytes' | 'ebcdic';

/** What a field holds: numbers up to 32 bits, bigint for 64 bits, raw bytes, or text. */
export type FieldValue = number | bigint | string | Uint8Array;

/** One field of a layout, declared as data. Offsets count from the first byte of the structure or capability. */
export interface FieldSpec {
  readonly name: string;
  readonly type: FieldType;
  readonly offset: number;
  /** Length in bytes; needed for `bytes` and `ebcdic` only. */
  readonly length?: number;
  /** Name of the earlier field that holds the length of this one, clipped to the room there is. */
  readonly lengthFrom?: string;
  /** The bits of the word that belong to this field: the value is shifted down to bit 0. Fields may share a word. */
  readonly mask?: number;
  /** How far masked bits are shifted down when not to bit 0: 0 keeps an aligned offset as it stands. */
  readonly shift?: number;
  /** Bit mask -> name, for flag words. */
  readonly bits?: Readonly<Record<number, string>>;
  /** Value -> name, for enumerations. */
  readonly names?: Readonly<Record<number, string>>;
  /** How a person wants to read the number. */
  readonly show?: 'hex' | 'dec' | 'size' | 'page-sizes' | 'address' | 'ms' | 'tod';
  /** One sentence on what it means. */
  readonly doc?: string;
  /** Overrides the structure's byte order: PCI data is little-endian inside big-endian blocks. */
  readonly byteOrder?: ByteOrder;
  /** Padding and reserved fields are shown but not listed among the decoded values. */
  readonly reserved?: boolean;
}

/** A run of equal elements: an IOVA list, the areas of a sparse region. */
export interface ListSpec {
  readonly name: string;
  readonly offset: number;
  /** Name of the field that counts the elements; what does not fit the room is reported. */
  readonly countFrom: string;
  readonly element: Layout;
  /** First and last of an inclusive range: an element whose first lies above its last is reported. */
  readonly ordered?: readonly [first: string, last: string];
}

/** Named values of a structure, as decoding gives them and encoding takes them; lists are arrays of such records. */
export type FieldValues = { readonly [name: string]: FieldValue | readonly FieldValues[] };

/** A structure or capability layout, declared once. `size` counts fixed bytes; `source` names where the numbers come from. */
export interface Layout {
  readonly name: string;
  readonly size: number;
  readonly fields: readonly FieldSpec[];
  readonly list?: ListSpec;
  readonly source: string;
}

export type NodeKind = 'struct' | 'capability' | 'group' | 'field' | 'opaque' | 'padding';

/** One line of a decoded tree, tied to the bytes it came from. */
export interface TreeNode {
  /** Unique inside its tree, stable over re-decoding: a path such as `caps/1/start_dma`. */
  readonly id: string;
  readonly name: string;
  readonly kind: NodeKind;
  /** Byte range inside the decoded buffer. */
  readonly offset: number;
  readonly length: number;
  readonly type?: FieldType;
  readonly byteOrder?: ByteOrder;
  readonly value?: FieldValue;
  /** The value as a person reads it: `0x1_0000_0000`, `4 KiB`, `RESET | PCI | CAPS`. */
  readonly text?: string;
  readonly doc?: string;
  readonly source?: string;
  readonly children?: readonly TreeNode[];
}

/** Diagnostic codes: domain vectors name them; `severity` tells damage from mere information. */
export type DiagnosticCode =
  | 'loop'
  | 'offset-past-end'
  | 'misaligned'
  | 'offset-in-fixed'
  | 'truncated-header'
  | 'truncated-cap'
  | 'size-exceeds'
  | 'count-exceeds'
  | 'flag-without-offset'
  | 'offset-without-flag'
  | 'unknown-id'
  | 'newer-version'
  | 'argsz-exceeds-buffer'
  | 'short-fixed'
  | 'spare-bytes'
  | 'range-inverted'
  | 'too-many'
  | 'short-answer';

export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly severity: 'error' | 'warning' | 'info';
  /** Byte offset the diagnostic points at. */
  readonly offset?: number;
  /** Capability id, where one is to blame. */
  readonly id?: number;
  readonly message: string;
}

/** A capability with its fields by name, as `zpciwb decode --json` prints it. */
export interface DecodedCap {
  readonly offset: number;
  readonly length: number;
  readonly id: number;
  readonly version: number;
  readonly name: string;
  readonly fields: FieldValues;
}

/** A decoded structure: values for programs, a tree for people, diagnostics for both. */
export interface Decoded {
  readonly name: string;
  readonly byteOrder: ByteOrder;
  readonly size: number;
  readonly header: FieldValues;
  readonly caps: readonly DecodedCap[];
  readonly diagnostics: readonly Diagnostic[];
  readonly tree: TreeNode;
}
