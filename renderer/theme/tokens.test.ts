import { describe, expect, test } from 'vitest';
import css from './tokens.css?raw';

/** Colours of one theme by name; light says only what differs from dark. */
function colours(block: string): Record<string, string> {
  return Object.fromEntries(
    [...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)].map(([, name, value]) => [name!, value!]),
  );
}

const [darkBlock = '', lightBlock = ''] = css.split(':root[data-theme="light"]');
const dark = colours(darkBlock);
const light = { ...dark, ...colours(lightBlock) };

function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

const GROUNDS = ['bg', 'bg-panel', 'bg-header', 'bg-control', 'bg-hover', 'bg-selected'];
const TEXT_ON: readonly (readonly [string, readonly string[]])[] = [
  ['text', [...GROUNDS, 'bg-armed', 'bg-error', 'bg-warning', 'bg-recorded']],
  ['text-dim', [...GROUNDS, 'bg-armed', 'bg-error', 'bg-warning', 'bg-recorded']],
  ['text-faint', ['bg', 'bg-panel', 'bg-header', 'bg-hover']],
  ['accent-text', ['accent']],
  ['armed-text', ['armed']],
  ['armed', ['bg-armed', 'bg-header']],
  ['error', ['bg-panel', 'bg-selected', 'bg-error', 'bg-hover', 'bg-recorded']],
  ['warning', ['bg-panel', 'bg-hover', 'bg-header']],
  ['recorded', ['bg-recorded', 'bg-header']],
  ['rec', ['bg-header', 'bg-armed']],
];
const pairs = TEXT_ON.flatMap(([text, grounds]) => grounds.map((ground) => [text, ground] as const));
const series = Object.keys(dark).filter((name) => name.startsWith('series-'));

describe.each([
  ['dark', dark],
  ['light', light],
])('the %s theme', (_, theme) => {
  test.each(pairs)('%s on %s has AA contrast', (text, ground) => {
    expect(contrast(theme[text]!, theme[ground]!)).toBeGreaterThanOrEqual(4.5);
  });

  test.each([...series, 'accent', 'line-strong'])('%s can be told from the panel as a line', (name) => {
    const least = name === 'line-strong' ? 2 : 2.7;
    expect(contrast(theme[name]!, theme['bg-panel']!)).toBeGreaterThanOrEqual(least);
  });
});

test('the light theme names every colour again', () => {
  expect(Object.keys(colours(lightBlock)).sort()).toEqual(Object.keys(dark).sort());
});
