/** Text of a sysfs attribute without its line end; undefined when there is none. */
export function attributeText(attributes: Readonly<Record<string, Uint8Array>>, name: string): string | undefined {
  const bytes = attributes[name];
  return bytes && String.fromCharCode(...bytes.subarray(0, 256)).replace(/[\n\0]+$/, '');
}

/** Name of the bound driver: the last part of the `driver` link. */
export function driverName(attributes: Readonly<Record<string, Uint8Array>>): string | undefined {
  return attributeText(attributes, 'driver')?.split('/').at(-1) || undefined;
}

/** Name of the function's own VFIO device file, `vfio7`: the folder that `vfio-dev` holds while a vfio driver is bound. */
export function cdevName(attributes: Readonly<Record<string, Uint8Array>>): string | undefined {
  const names = Object.keys(attributes).map((name) => /^vfio-dev\/(vfio\d+)\/dev$/.exec(name)?.[1]);
  return names.find((name) => name !== undefined);
}
