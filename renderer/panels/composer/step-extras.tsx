import type { RequestStep } from '../../../electron/contract/programs/resolve.ts';
import styles from './composer.module.css';

/** What a step has beside its request, in words: where it goes, what must come out, what it keeps. */
export function extrasText({ on, expect, save }: RequestStep): string {
  const wanted = Object.entries(expect ?? {}).map(([name, value]) => `${name} ${value}`);
  const kept = (save ?? []).map(({ name, at, type }) => `$${name} (${type} at ${at})`);
  return [
    on && `goes to ${on}`,
    wanted.length > 0 && `expects ${wanted.join(', ')}`,
    kept.length > 0 && `saves ${kept.join(', ')}`,
  ]
    .filter(Boolean)
    .join(' · ');
}

/** The parts of a step that are written in its JSON. */
export function StepExtras({ step }: { readonly step: RequestStep }) {
  const text = extrasText(step);
  return text ? <p className={styles.dim}>{`In the JSON: ${text}.`}</p> : null;
}
