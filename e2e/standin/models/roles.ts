interface Role {
  readonly label: string;
  readonly accelerator?: string;
}

/** What Electron makes of an item's role on Linux, as far as the workbench uses them. */
const roles = {
  about: { label: 'About' },
  copy: { label: 'Copy', accelerator: 'CmdOrCtrl+C' },
  cut: { label: 'Cut', accelerator: 'CmdOrCtrl+X' },
  delete: { label: 'Delete' },
  paste: { label: 'Paste', accelerator: 'CmdOrCtrl+V' },
  quit: { label: 'Quit', accelerator: 'CmdOrCtrl+Q' },
  redo: { label: 'Redo', accelerator: 'Shift+CmdOrCtrl+Z' },
  resetZoom: { label: 'Actual Size', accelerator: 'CmdOrCtrl+0' },
  selectAll: { label: 'Select All', accelerator: 'CmdOrCtrl+A' },
  toggleDevTools: { label: 'Toggle Developer Tools', accelerator: 'Ctrl+Shift+I' },
  togglefullscreen: { label: 'Toggle Full Screen', accelerator: 'F11' },
  undo: { label: 'Undo', accelerator: 'CmdOrCtrl+Z' },
  zoomIn: { label: 'Zoom In', accelerator: 'CmdOrCtrl+Plus' },
  zoomOut: { label: 'Zoom Out', accelerator: 'CmdOrCtrl+-' },
} as const satisfies Record<string, Role>;

/** Roles that stand for a whole menu; null is a line. */
const menus: Record<string, { label: string; items: readonly (keyof typeof roles | null)[] }> = {
  editMenu: { label: 'Edit', items: ['undo', 'redo', null, 'cut', 'copy', 'paste', 'delete', null, 'selectAll'] },
};

interface RoleOptions {
  role?: keyof typeof roles;
  type?: 'separator';
  label?: string;
  accelerator?: string;
  submenu?: RoleOptions[];
}

/** What an item of that role has unless it says otherwise. */
export function optionsOfRole(role: string | undefined): RoleOptions {
  const menu = menus[role ?? ''];
  if (!menu) return roles[role as keyof typeof roles] ?? {};
  const submenu = menu.items.map((item): RoleOptions => (item ? { role: item } : { type: 'separator' }));
  return { label: menu.label, submenu };
}
