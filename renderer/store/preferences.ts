import * as z from 'zod';

/** What the window remembers between visits. Read from local storage, therefore checked like any other input. */

export const presets = ['inspect', 'compose', 'play'] as const;
export type Preset = (typeof presets)[number];

export const themes = ['dark', 'light', 'system'] as const;

export const composerViews = ['cards', 'text', 'both'] as const;

const MIB = 1024 * 1024;

/** When a recording may go on in a next file: bytes, 0 for never. */
export const ROTATIONS = [0, 64 * MIB, 256 * MIB, 1024 * MIB, 4096 * MIB] as const;

export const MOST_RECENT_HOSTS = 8;

const preferencesSchema = z.object({
  /** `system` follows the desktop; dark is the rule in a lab. */
  theme: z.enum(themes).default('dark'),
  preset: z.enum(presets).default('inspect'),
  /** How the composer shows a program. */
  composer: z.enum(composerViews).default('cards'),
  /** Bytes after which a recording goes on in a next file; 0: it stays in one. */
  rotate: z.literal(ROTATIONS).default(0).catch(0),
  /** Machines added before, newest first, to be offered again. */
  recentHosts: z.array(z.string().max(4096)).max(MOST_RECENT_HOSTS).default([]),
  /** Arrangement of the panels by preset, as the docking library writes it. */
  arrangements: z.partialRecord(z.enum(presets), z.record(z.string(), z.unknown())).default({}),
});
export type Preferences = z.infer<typeof preferencesSchema>;

const KEY = 'zpci-workbench';

export type Storage = Pick<globalThis.Storage, 'getItem' | 'setItem'>;

/** Preferences of the last visit; what is damaged falls back to the defaults. */
export function loadPreferences(storage: Storage | undefined): Preferences {
  try {
    return preferencesSchema.parse(JSON.parse(storage?.getItem(KEY) ?? '{}'));
  } catch {
    return preferencesSchema.parse({});
  }
}

/** Keeps the preferences; a full or forbidden storage only means that they are forgotten. */
export function savePreferences(storage: Storage | undefined, preferences: Preferences): void {
  try {
    storage?.setItem(KEY, JSON.stringify(preferences));
  } catch {}
}
