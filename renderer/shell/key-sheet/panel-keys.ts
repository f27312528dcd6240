/** Keys that panels handle themselves, for the key sheet. Commands with keys list themselves. */
export const panelKeys: readonly { readonly panel: string; readonly keys: readonly string[]; readonly does: string }[] =
  [
    { panel: 'Targets', keys: ['Enter'], does: 'Open the target or file' },
    { panel: 'Capabilities', keys: ['Left', 'Right'], does: 'Close or go to the parent; open' },
    { panel: 'Capabilities', keys: ['Up', 'Down'], does: 'Select the field above or below' },
    { panel: 'Capabilities', keys: ['Shift+Right'], does: 'Open everything below' },
    { panel: 'Capabilities', keys: ['Ctrl+Right', 'Ctrl+Left'], does: 'Open all; close all' },
    { panel: 'Capabilities', keys: ['Backspace', 'Enter'], does: 'Go to the parent; open or close' },
    { panel: 'Bytes', keys: ['Arrows'], does: 'Select another byte; with Shift a range' },
    { panel: 'Bytes', keys: ['Ctrl+G', 'Ctrl+C'], does: 'Go to an offset; copy the bytes' },
    { panel: 'IOVA map', keys: ['W', 'S'], does: 'Zoom in and out' },
    { panel: 'IOVA map', keys: ['A', 'D'], does: 'Move left and right' },
    { panel: 'IOVA map', keys: ['F', 'Home'], does: 'Fit the selection; show everything' },
    { panel: 'Composer', keys: ['Ctrl+Enter'], does: 'Send' },
    { panel: 'Composer', keys: ['Ctrl+S', 'Ctrl+D'], does: 'Save the program; double the step' },
    { panel: 'Composer', keys: ['Alt+Up', 'Alt+Down', 'Delete'], does: 'Move the step; remove it' },
    {
      panel: 'Requests',
      keys: ['Up', 'Down', 'Page Up', 'Page Down', 'Home', 'End'],
      does: 'Move in the list; with Shift select on the way',
    },
    { panel: 'Requests', keys: ['Ctrl+A', 'Ctrl+click', 'Shift+click'], does: 'Select all; one more; all up to here' },
    {
      panel: 'Two paths',
      keys: ['Space', 'Left', 'Right', 'Home', 'End'],
      does: 'Play or pause; one store back, one further; to the ends',
    },
    { panel: 'Compare', keys: ['Up', 'Down', 'Page Up', 'Page Down'], does: 'Move in the list of pairs' },
    { panel: 'Recording', keys: ['Shift+drag'], does: 'Choose what is played, on the time slider' },
  ];
