import '@fontsource/ibm-plex-mono/latin-400.css';
import '@fontsource/ibm-plex-mono/latin-600.css';
import '@fontsource/ibm-plex-sans/latin-400.css';
import '@fontsource/ibm-plex-sans/latin-500.css';
import '@fontsource/ibm-plex-sans/latin-600.css';
import 'dockview-react/dist/styles/dockview.css';
import './theme/tokens.css';
import './theme/base.css';
import './theme/dockview.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { keepConnected } from './connection/connect.ts';
import { keepDraft } from './panels/composer/keeping.ts';
import { Dock } from './shell/dock.ts';
import { followDesktop } from './shell/follow-desktop.ts';
import { Shell } from './shell/shell.tsx';
import { openFromAddressBar } from './shell/start.ts';
import { WindowContext } from './shell/window-context.ts';
import { declareIdle } from './store/idle.ts';
import { WorkbenchContext } from './store/use-store.ts';
import { createWorkbenchStore } from './store/workbench-store.ts';
import { applyTheme } from './theme/apply-theme.ts';

/** Composition root of the window. */
const store = createWorkbenchStore(window.localStorage);
const dock = new Dock(store);

applyTheme(store, window);
declareIdle(store, document);
openFromAddressBar(store, dock, window);
followDesktop(store, dock);
keepDraft(store, window.localStorage);
void keepConnected(store);

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <WorkbenchContext value={store}>
      <WindowContext value={dock}>
        <Shell />
      </WindowContext>
    </WorkbenchContext>
  </StrictMode>,
);
