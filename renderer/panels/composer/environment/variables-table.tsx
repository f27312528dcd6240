import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { evaluate } from '../../../../electron/contract/programs/expression.ts';
import { resolveVariables, type Vars } from '../../../../electron/contract/programs/variables.ts';
import { errorInfo } from '../../../../native-bridge/contract/errors.ts';
import { useActions } from '../../../store/use-store.ts';
import { Action } from '../../../widgets/action/action.tsx';
import { bothBases, parseNumber } from '../../../widgets/number-field/number-text.ts';
import { changed, type Draft } from '../draft.ts';
import { changeDraft } from '../use-draft.ts';
import styles from './variables-table.module.css';

const setVars = (change: (vars: Vars) => Vars) =>
  changeDraft((draft) => {
    const vars = change(draft.program.vars ?? {});
    return changed(draft, { ...draft.program, vars: Object.keys(vars).length > 0 ? vars : undefined });
  });

/** The value of each variable now, or what is wrong with it. */
function readings(vars: Vars): ReadonlyMap<string, { readonly value?: string; readonly problem?: string }> {
  return new Map(Object.keys(vars).map((name) => [name, reading(name, vars)]));
}

function reading(name: string, vars: Vars) {
  try {
    return { value: bothBases(evaluate(`$${name}`, resolveVariables(reachable(name, vars)))) };
  } catch (thrown) {
    return { problem: errorInfo(thrown).message.replace(/^vars\.\w+: /, '') };
  }
}

/** The variable with those it needs: what is wrong with another one is told there. */
function reachable(name: string, vars: Vars, found: Vars = {}): Vars {
  if (Object.hasOwn(found, name) || !Object.hasOwn(vars, name)) return found;
  const text = vars[name]!;
  const names = [...String(text).matchAll(/\$(\w+)/g)].map(([, other]) => other!);
  return names.reduce((known, other) => reachable(other, vars, known), { ...found, [name]: text });
}

/** A size such as `64 KiB` is written as the number it is: programs know no units. */
const plain = (text: string): string | number => {
  const sized = /[a-z]/i.test(text) && !/^\s*0x/i.test(text) ? parseNumber(text) : undefined;
  return sized === undefined ? text : `0x${sized.toString(16)}`;
};

/** Changes the name of one variable in its place. */
const renamed = (vars: Vars, from: string, to: string): Vars =>
  Object.fromEntries(Object.entries(vars).map(([name, value]) => [name === from ? to : name, value]));

const isName = (name: string) => /^[A-Za-z_][A-Za-z0-9_]*$/.test(name);

interface RowProps {
  readonly name: string;
  readonly own?: string | number;
  readonly over?: string | number;
  readonly reading?: { readonly value?: string; readonly problem?: string };
  readonly environment?: Draft['environment'];
}

function Row({ name, own, over, reading: now = {}, environment }: RowProps) {
  const { writeEnvironment } = useActions();
  const setOver = (text: string) => {
    const { [name]: _, ...rest } = environment!.vars;
    void writeEnvironment(environment!.name, text.trim() === '' ? rest : { ...environment!.vars, [name]: plain(text) });
  };
  return (
    <tr>
      <td>
        <input
          aria-label={`Name of ${name}`}
          key={name}
          defaultValue={name}
          readOnly={own === undefined}
          onBlur={({ target }) => {
            const to = target.value.trim();
            if (isName(to) && to !== name)
              setVars((vars) => (Object.hasOwn(vars, to) ? vars : renamed(vars, name, to)));
            else target.value = name;
          }}
        />
      </td>
      <td>
        <input
          aria-label={`Value of ${name}`}
          value={own === undefined ? '' : String(own)}
          placeholder="not in the program"
          aria-invalid={now.problem !== undefined}
          onChange={({ target }) => setVars((vars) => ({ ...vars, [name]: target.value }))}
          onBlur={({ target }) =>
            setVars((vars) => (plain(target.value) === target.value ? vars : { ...vars, [name]: plain(target.value) }))
          }
        />
      </td>
      {environment && (
        <td>
          <input
            aria-label={`${name} in ${environment.name}`}
            key={String(over)}
            defaultValue={over === undefined ? '' : String(over)}
            placeholder="as the program"
            onBlur={({ target }) => target.value !== String(over ?? '') && setOver(target.value)}
          />
        </td>
      )}
      <td className={styles.now} data-problem={now.problem !== undefined || undefined} title={now.problem ?? now.value}>
        {now.problem ?? now.value}
      </td>
      <td>
        {own !== undefined && (
          <Action look="plain" label={`Remove ${name}`} onClick={() => setVars(({ [name]: _, ...rest }) => rest)}>
            <Trash2 aria-hidden />
          </Action>
        )}
      </td>
    </tr>
  );
}

/** Variables of the program with what they are worth now; those of the chosen environment override them. */
export function VariablesTable({ draft: { program, effective, environment } }: { readonly draft: Draft }) {
  const [isOpen, setOpen] = useState(false);
  const vars = effective.vars ?? {};
  const names = Object.keys(vars);
  const now = readings(vars);
  const wrong = [...now.values()].filter(({ problem }) => problem).length;
  const add = () => {
    let number = names.length + 1;
    while (Object.hasOwn(vars, `var${number}`)) number++;
    setVars((known) => ({ ...known, [`var${number}`]: '0x0' }));
  };
  return (
    <details className={styles.variables} open={isOpen} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        Variables <span>{names.length === 0 ? 'none' : names.length}</span>
        {wrong > 0 && <b>{`${wrong} wrong`}</b>}
      </summary>
      <table>
        <thead>
          <tr>
            <th>Name</th>
            <th>Program</th>
            {environment && <th>{environment.name}</th>}
            <th>Now</th>
            <th />
          </tr>
        </thead>
        <tbody>
          {names.map((name) => (
            <Row
              key={name}
              name={name}
              own={program.vars?.[name]}
              over={environment?.vars[name]}
              reading={now.get(name)}
              environment={environment}
            />
          ))}
        </tbody>
      </table>
      <Action look="plain" onClick={add}>
        <Plus aria-hidden /> Variable
      </Action>
    </details>
  );
}
