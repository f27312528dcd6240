import { Keyboard, Moon, Search, Sun, SunMoon } from 'lucide-react';
import { presets } from '../../store/preferences.ts';
import { isArmed, shownSession } from '../../store/selectors.ts';
import { useActions, useStore } from '../../store/use-store.ts';
import { Action } from '../../widgets/action/action.tsx';
import { presetAreas } from '../presets.ts';
import { useDock } from '../window-context.ts';
import { ArmState } from './arm-state.tsx';
import { IdentityLine } from './identity-line.tsx';
import { RecState } from './rec-state.tsx';
import { TargetSwitch } from './target-switch.tsx';
import styles from './top-bar.module.css';

/** Product, which target, who it says it is, whether it can be harmed, whether it is recorded. */
export function TopBar() {
  const session = useStore(shownSession);
  return (
    <header
      className={styles.bar}
      data-testid="top-bar"
      data-condition={session?.condition}
      data-armed={isArmed(session)}
    >
      <span className={styles.product}>zPCI Workbench</span>
      <TargetSwitch />
      {session && <IdentityLine session={session} />}
      <span className={styles.spring} />
      {session && <ArmState session={session} />}
      {session && <RecState session={session} />}
      <Layouts />
      <Tools />
    </header>
  );
}

function Layouts() {
  const chosen = useStore((state) => state.preferences.preset);
  const dock = useDock();
  return (
    <fieldset className={styles.layouts} aria-label="Layout">
      {presets.map((preset, i) => (
        <Action
          key={preset}
          look="plain"
          aria-pressed={preset === chosen}
          title={`Layout ${presetAreas[preset].title}`}
          hint={`Alt+${i + 1}`}
          onClick={() => dock.choose(preset)}
        >
          {presetAreas[preset].title}
        </Action>
      ))}
    </fieldset>
  );
}

/** What the button leads to from the theme chosen now. */
const nextThemes = {
  dark: { label: 'Light theme', sign: <Sun /> },
  light: { label: 'Theme of the system', sign: <SunMoon /> },
  system: { label: 'Dark theme', sign: <Moon /> },
} as const;

function Tools() {
  const theme = useStore((state) => state.preferences.theme);
  const { nextTheme, openOverlay } = useActions();
  return (
    <span className={styles.layouts}>
      <Action look="plain" label="All commands" hint="Ctrl+Shift+P" onClick={() => openOverlay('palette')}>
        <Search />
      </Action>
      <Action look="plain" label="All keys" hint="?" onClick={() => openOverlay('keys')}>
        <Keyboard />
      </Action>
      <Action look="plain" label={nextThemes[theme].label} onClick={nextTheme}>
        {nextThemes[theme].sign}
      </Action>
    </span>
  );
}
