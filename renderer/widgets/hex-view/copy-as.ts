/** The forms in which bytes are copied, the same here as for requests and on the command line. */
export {
  type ByteFormat as CopyFormat,
  byteFormats as copyFormats,
  ROW_BYTES,
} from '../../../electron/contract/copying/byte-formats.ts';
