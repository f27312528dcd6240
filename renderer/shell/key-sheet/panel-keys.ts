/** Keys that panels handle themselves, for the key sheet. Commands with keys list themselves. */
export const panelKeys: readonly { readonly panel: string; readonly keys: readonly string[]; readonly does: string }[] =
  [
    { panel: 'Targets', keys: ['Enter'], does: 'Open the target or file' },
    { panel: 'Capabilities', keys: ['Left', 'Right'], does: 'Close or go to the parent; open' },
    { panel: 'Capabilities', keys: ['Up', 'Down'], does: 'Select the field above or below' },
    { panel: 'Bytes', keys: ['Arrows'], does: 'Select another byte' },
    { panel: 'IOVA map', keys: ['W', 'S'], does: 'Zoom in and out' },
    { panel: 'IOVA map', keys: ['A', 'D'], does: 'Move left and right' },
    { panel: 'IOVA map', keys: ['F', 'H'], does: 'Fit the selection; show everything' },
    { panel: 'Composer', keys: ['Ctrl+Enter'], does: 'Send' },
    { panel: 'Requests', keys: ['Up', 'Down', 'Page Up', 'Page Down', 'Home', 'End'], does: 'Move in the list' },
  ];
