/** What differs between the kernels a function can run under; everything else is the same from 6.12 to 7.2 (measured). */
export interface KernelEra {
  readonly release: string;
  /** VFIO_CHECK_EXTENSION answers 1 for type1 nesting. */
  readonly nesting: boolean;
  /** BARs of mappable functions carry the MMAP flag. */
  readonly barMmap: boolean;
}

/** Era of a release string such as `6.12.107+deb13-s390x`: nesting went away in 6.13, BAR mmap came to s390 in 6.15. */
export function eraOf(release: string): KernelEra {
  const [, major = '0', minor = '0'] = /^(\d+)\.(\d+)/.exec(release) ?? [];
  const version = Number(major) * 1000 + Number(minor);
  return { release, nesting: version < 6013, barMmap: version >= 6015 };
}
