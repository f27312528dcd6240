/** Icon files of macOS and Windows: both are PNG images of several sizes behind a table. */

/** Types of `.icns` entries by width: images for screens of one pixel a point. */
const ICNS_TYPES = { 16: 'icp4', 32: 'icp5', 64: 'icp6', 128: 'ic07', 256: 'ic08', 512: 'ic09', 1024: 'ic10' };

/** @param {number} value */
const u32be = (value) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};

/** An `.icns` file: `icns`, its length, then type, length and image of each; lengths count their own eight bytes. @param {ReadonlyMap<number, Buffer>} images by width */
export function icns(images) {
  const entries = Object.entries(ICNS_TYPES).flatMap(([width, type]) => {
    const image = images.get(Number(width));
    return image ? [Buffer.from(type), u32be(image.length + 8), image] : [];
  });
  const body = Buffer.concat(entries);
  return Buffer.concat([Buffer.from('icns'), u32be(body.length + 8), body]);
}

/** An `.ico` file: a header of six bytes, sixteen bytes an image, then the images. 256 pixels are written as 0. @param {ReadonlyMap<number, Buffer>} images by width */
export function ico(images) {
  const small = [...images].filter(([width]) => width <= 256);
  const header = Buffer.alloc(6 + 16 * small.length);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(small.length, 4);
  let offset = header.length;
  for (const [at, [width, image]] of small.entries()) {
    const entry = 6 + 16 * at;
    header.writeUInt8(width % 256, entry);
    header.writeUInt8(width % 256, entry + 1);
    header.writeUInt16LE(1, entry + 4);
    header.writeUInt16LE(32, entry + 6);
    header.writeUInt32LE(image.length, entry + 8);
    header.writeUInt32LE(offset, entry + 12);
    offset += image.length;
  }
  return Buffer.concat([header, ...small.map(([, image]) => image)]);
}
