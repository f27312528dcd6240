// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are variables of sh.
import { WorkbenchError } from '../../../native-bridge/contract/errors.ts';
import type { Machine } from '../../contract/remote-address.ts';
import type { Parcels } from './parcel.ts';

/** Oldest Node.js the bridge program runs on. */
export const OLDEST_NODE = 18;

/** Begins every line that the script says; whatever else a login shell prints is passed over. */
export const MARKER = 'zpciwb: ';

/**
 * What runs on the other machine before the bridge program does: plain POSIX sh, no more than busybox has. It looks for Node.js, compares
 * the copied files with the hash they ought to have, takes them from stdin when they do not, and becomes the bridge program.
 *
 * It says, a line each: `host KERNEL MACHINE NODE`, `need MACHINE` (the parcel is then read from stdin), `start` (frames follow), or
 * `fail REASON DETAILS`. Nothing but the parcel is read from stdin. No single quote, exclamation mark or line break is in here, so that
 * every login shell hands it on unchanged, csh and fish too.
 */
const SCRIPT = [
  'say() { printf "\\n%s%s\\n" "zpciwb: " "$*"; };',
  'fail() { say fail "$@"; exit 1; };',
  'receiver=$1; version=$2; sudo=$3; parcels=$4; old=; node=; hash=;',
  'machine=$(uname -s)-$(uname -m);',
  'for name in node nodejs /usr/local/bin/node "$HOME"/.local/bin/node "$HOME"/.nvm/versions/node/*/bin/node /opt/*/bin/node; do',
  'found=$(command -v "$name") || continue;',
  'is=$("$found" --version </dev/null 2>/dev/null) || continue;',
  'major=${is#v}; major=${major%%.*};',
  `if [ "$major" -ge ${OLDEST_NODE} ] 2>/dev/null; then node=$found; break; fi;`,
  'old="$found $is";',
  'done;',
  'if [ -z "$node" ] && [ -n "$old" ]; then fail old-node $old; fi;',
  'if [ -z "$node" ]; then fail no-node; fi;',
  'say host "$(uname -r)" "$machine" "$is";',
  'for parcel in $parcels; do if [ "${parcel%%=*}" = "$machine" ]; then hash=${parcel#*=}; fi; done;',
  'if [ -z "$hash" ]; then fail machine "$machine"; fi;',
  'if [ -z "$XDG_CACHE_HOME$HOME" ]; then fail cache "HOME is not set"; fi;',
  'folder=${XDG_CACHE_HOME:-$HOME/.cache}/zpci-workbench/$version/$hash;',
  'sum=$(cat "$folder/bridge.mjs" "$folder/zpci.node" 2>/dev/null | sha256sum 2>/dev/null);',
  'if [ "${sum%% *}" = "$hash" ]; then :; else say need "$machine"; "$node" -e "$receiver" "$folder" "$hash" || exit 1; fi;',
  'say start;',
  'if [ "$sudo" = 1 ]; then exec env LC_ALL=C sudo -n -- "$node" "$folder/bridge.mjs" --stdio; fi;',
  'exec "$node" "$folder/bridge.mjs" --stdio',
].join(' ');

/**
 * Takes a parcel from stdin on the other machine and puts its files in place: each whole or not at all, so that several may do it at
 * once and a bridge program that runs keeps what it has. Folders of other contents are left alone.
 */
const RECEIVER = [
  'const fs = require("fs"), { createHash } = require("crypto");',
  'const [folder, hash] = process.argv.slice(1);',
  'const rest = () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);',
  'const some = (into, at) => { try { return fs.readSync(0, into, at, into.length - at, null); }',
  'catch (error) { if (error.code === "EAGAIN") { rest(); return -1; } throw error; } };',
  'const take = (size) => { const into = Buffer.alloc(size); let at = 0;',
  'while (at < size) { const read = some(into, at); if (read === 0) throw new Error("the connection ended"); at += Math.max(read, 0); }',
  'return into; };',
  'const put = (name, data) => { const path = folder + "/" + name; const fresh = path + "." + process.pid + "." + Date.now();',
  'try { fs.writeFileSync(fresh, data, { flag: "wx", mode: 0o755, flush: true }); fs.renameSync(fresh, path); }',
  'finally { fs.rmSync(fresh, { force: true }); } };',
  'const say = (...words) => { console.log("\\nzpciwb: fail " + words.join(" ")); process.exit(1); };',
  // The addon can only be loaded from where programs may run; files that are of no use are not kept, so that it is looked at again.
  'const checkPlace = () => { try { fs.accessSync(folder + "/zpci.node", fs.constants.X_OK); }',
  'catch { fs.rmSync(folder, { recursive: true }); say("noexec", folder); } };',
  'try { const head = take(8); const bridge = take(head.readUInt32BE(0)); const addon = take(head.readUInt32BE(4));',
  'const is = createHash("sha256").update(bridge).update(addon).digest("hex");',
  'if (is === hash) { fs.mkdirSync(folder, { recursive: true, mode: 0o700 }); put("bridge.mjs", bridge); put("zpci.node", addon); checkPlace(); }',
  'else throw new Error("the files arrived damaged"); }',
  'catch (error) { say("cache", error.message); }',
].join(' ');

/** The command line for the login shell of the other machine. */
export function hostCommand({ sudo }: Machine, { version, byMachine }: Parcels): string {
  const hashes = [...byMachine].map(([name, { hash }]) => `${name}=${hash}`).join(' ');
  const words = [SCRIPT, 'zpciwb', RECEIVER, version, sudo ? '1' : '0', hashes];
  return `exec sh -c ${words.map(quoted).join(' ')}`;
}

/** One word in single quotes. Throws when some shell would not take it literally. */
function quoted(word: string): string {
  if (!/['!\r\n]|\\\\/.test(word)) return `'${word}'`;
  throw new WorkbenchError({ code: 'internal', message: 'A word for another machine cannot be quoted.' });
}
