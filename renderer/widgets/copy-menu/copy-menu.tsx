import { Copy } from 'lucide-react';
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import styles from './copy-menu.module.css';

export interface CopyChoice {
  readonly id: string;
  readonly title: string;
  /** Made when it is chosen: a hexdump of megabytes is not kept ready. Undefined when that failed, which has been told. */
  readonly text: () => string | Promise<string | undefined>;
  readonly preview?: string;
}

export interface CopyMenuProps {
  readonly label: string;
  readonly choices: readonly CopyChoice[];
}

/** A menu of forms in which something goes to the clipboard. */
export function CopyMenu({ label, choices }: CopyMenuProps) {
  const copy = async (id: string | number) => {
    const text = await choices.find((one) => one.id === id)?.text();
    if (text !== undefined) await navigator.clipboard.writeText(text);
  };
  return (
    <MenuTrigger>
      <Button className={styles.button!} aria-label={label} isDisabled={choices.length === 0}>
        <Copy aria-hidden /> Copy
      </Button>
      <Popover placement="bottom end">
        <Menu className={styles.menu!} aria-label={label} onAction={(id) => void copy(id)}>
          {choices.map(({ id, title, preview }) => (
            <MenuItem key={id} id={id} textValue={title} className={styles.item!}>
              <span>{title}</span>
              {preview && <span className={styles.preview}>{preview}</span>}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
