import { spawnSync } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { installZpciwb, type Zpciwb } from './testing/zpciwb.ts';

let zpciwb: Zpciwb;
beforeAll(async () => {
  zpciwb = await installZpciwb();
});
afterAll(() => rm(zpciwb.folder, { recursive: true }));

test.skipIf(process.platform === 'win32')(
  'a recording that cannot be written on is told, what was asked is done, and the exit status says that not all was',
  () => {
    const burst = 'burst --target sim:ism --arm --len 64 --count 100000 --record full.mcap'.split(' ');
    const limited = `trap '' XFSZ; ulimit -f 100; exec "$0" "$@"`;
    const options = { cwd: zpciwb.folder, encoding: 'utf8' } as const;
    const ended = spawnSync('sh', ['-c', limited, process.execPath, zpciwb.program, ...burst], options);
    expect(ended.stderr).toContain('full.mcap failed with EFBIG');
    expect(ended.stdout).toContain('100000 operations');
    expect(ended.status).toBe(3);
    const verified = spawnSync(process.execPath, [zpciwb.program, 'verify', join(zpciwb.folder, 'full.mcap')], options);
    expect(verified.status).toBe(4);
  },
);
