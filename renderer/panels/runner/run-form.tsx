import { type NumberField, wrongIn } from '../../store/run-form.ts';
import { useActions, useStore } from '../../store/use-store.ts';
import styles from './runner.module.css';

const FIELDS: readonly {
  readonly name: NumberField;
  readonly label: string;
  readonly unit: string;
  readonly hint: string;
}[] = [
  { name: 'iterations', label: 'iterations', unit: '×', hint: 'How often all rows are run through' },
  { name: 'rate', label: 'at most', unit: 'requests/s', hint: 'Empty: as fast as it goes' },
  { name: 'maxSteps', label: 'end after', unit: 'steps', hint: 'Empty: no bound' },
  { name: 'maxSeconds', label: 'or after', unit: 's', hint: 'Empty: no bound. The time it is paused does not count' },
];

/** How programs are run: also those that the composer runs. */
export function RunFormView() {
  const form = useStore((state) => state.runForm);
  const { editRun } = useActions();
  return (
    <fieldset className={styles.form} aria-label="How programs run">
      {FIELDS.map(({ name, label, unit, hint }) => {
        const wrong = wrongIn(form, name);
        return (
          <label key={name} title={wrong ?? hint}>
            {label}
            <input
              className="mono"
              size={6}
              inputMode="numeric"
              aria-label={`${label} ${unit}`}
              aria-invalid={wrong !== undefined}
              value={form[name]}
              placeholder="—"
              onChange={({ target }) => editRun({ [name]: target.value })}
            />
            {unit}
          </label>
        );
      })}
      <label title="A failed step does not end the run; without, the first one does">
        <input
          type="checkbox"
          checked={form.keepGoing}
          onChange={({ target }) => editRun({ keepGoing: target.checked })}
        />
        go on behind failures
      </label>
    </fieldset>
  );
}
