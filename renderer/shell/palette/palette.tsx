import { Command as Menu } from 'cmdk';
import { groupBy } from '../../../electron/contract/group-by.ts';
import { useActions, useStore, useWorkbenchStore } from '../../store/use-store.ts';
import { Keys } from '../../widgets/keys/keys.tsx';
import { type Command, runCommand } from '../commands/command.ts';
import { commands } from '../commands/index.ts';
import { useDock } from '../window-context.ts';
import styles from './palette.module.css';

const groups = groupBy(commands, ({ group }) => group);

/** Every command by name, with its keys; what cannot be done now stays listed with the reason. */
export function Palette() {
  const open = useStore((state) => state.overlay === 'palette');
  const { openOverlay } = useActions();
  if (!open) return null;
  return (
    <Menu.Dialog
      open
      onOpenChange={() => openOverlay(undefined)}
      label="All commands"
      overlayClassName={styles.overlay}
      contentClassName={styles.dialog}
    >
      <Menu.Input placeholder="Type what you want to do" aria-label="Find a command" />
      <Menu.List>
        <Menu.Empty>No command has these words in its name.</Menu.Empty>
        {groups.map(([group, members]) => (
          <Menu.Group key={group} heading={group}>
            {members.map((command) => (
              <Item key={command.id} command={command} />
            ))}
          </Menu.Group>
        ))}
      </Menu.List>
    </Menu.Dialog>
  );
}

function Item({ command }: { readonly command: Command }) {
  const store = useWorkbenchStore();
  const dock = useDock();
  const reason = command.unavailable?.(store.getState());
  const run = () => {
    store.getState().actions.openOverlay(undefined);
    runCommand(command, { state: store.getState(), dock });
  };
  return (
    <Menu.Item value={`${command.group} ${command.title} ${command.id}`} disabled={Boolean(reason)} onSelect={run}>
      <span className={styles.title}>{command.title}</span>
      <span className={styles.reason}>{reason}</span>
      <Keys keys={command.keys} />
    </Menu.Item>
  );
}
