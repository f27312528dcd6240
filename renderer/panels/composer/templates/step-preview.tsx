import type { Step } from '../../../../electron/contract/program.ts';
import { isFill } from '../../../../electron/contract/programs/payload.ts';
import styles from './templates.module.css';

/** Payload as it stands in the program: hex in words of four digits, or the fill. */
function payloadText({ data }: { readonly data?: unknown }): string {
  if (isFill(data)) return `${data.pattern}, ${data.length} bytes`;
  if (typeof data !== 'string') return '';
  const text = /^[0-9a-f]+$/i.test(data) ? data.replace(/(.{8})(?=.)/g, '$1 ') : data;
  return text.length > 120 ? `${text.slice(0, 120)} …` : text;
}

function placeText(step: Step): string {
  const { on, space, offset, length, buffer, iova, size } = step as Record<string, unknown>;
  const parts = [
    on !== undefined && `${on}:`,
    space !== undefined && `space ${space}`,
    buffer,
    offset !== undefined && `@${offset}`,
    iova !== undefined && `@${iova}`,
    (length ?? size) !== undefined && `${length ?? size} bytes`,
  ];
  return parts.filter(Boolean).join(' ');
}

/** The steps a template makes, with their bytes. */
export function StepPreview({ steps }: { readonly steps: readonly Step[] }) {
  return (
    <section className={styles.preview} aria-label="Steps to add">
      <table>
        <tbody>
          {steps.map((step, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: steps have no identity, and the list is made anew
            <tr key={index}>
              <td className={styles.kind}>{step.kind}</td>
              <td>{placeText(step)}</td>
              <td className={styles.bytes}>{payloadText(step as { data?: unknown })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
