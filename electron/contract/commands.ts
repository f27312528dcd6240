/** Everything the window can be told to do, by name: the palette, the key sheet, the keys and the menus of a desktop are this one list. */

export interface CommandRow {
  readonly id: string;
  /** Heading in palette and key sheet; also the menu it stands in. */
  readonly group: 'Session' | 'Selection' | 'Requests' | 'Recording' | 'View' | 'Help';
  readonly title: string;
  /** `Ctrl+Shift+P`, `F8`, `?`; Ctrl stands for Cmd as well. Several do the same. */
  readonly keys?: readonly string[];
  /** The keys act only while the keyboard is in this panel. */
  readonly scope?: string;
  /** What a menu marks: that it is on, or the one chosen of several that stand together. */
  readonly mark?: 'on' | 'choice';
}

type Group = CommandRow['group'];

const row = <Id extends string>(id: Id, group: Group, title: string, ...keys: string[]) => ({
  id,
  group,
  title,
  ...(keys.length > 0 && { keys }),
});

const marked = <Id extends string>(mark: 'on' | 'choice', ...parts: Parameters<typeof row<Id>>) => ({
  ...row(...parts),
  mark,
});

/** Its keys act only while the keyboard is in the panel. */
const scoped = <Id extends string>(scope: string, command: Readonly<{ id: Id; group: Group; title: string }>) => ({
  ...command,
  scope,
});

/** In the order of the menus. What each one does is in `renderer/shell/commands`. */
export const commandRows = [
  row('session.open', 'Session', 'Open a target or file', 'Ctrl+O'),
  row('session.open-file', 'Session', 'Open files from this computer', 'Ctrl+Shift+O'),
  marked('on', 'session.arm', 'Session', 'Arm or disarm the target', 'Ctrl+Shift+A'),
  row('session.inspect', 'Session', 'Read again what kernel and firmware say', 'F5'),
  row('session.inspect-config', 'Session', 'Read configuration space too', 'Shift+F5'),
  row('session.capture', 'Session', 'Save a capture of the function'),
  row('session.close', 'Session', 'Close the session'),
  row('session.refresh-targets', 'Session', 'Look for targets again'),
  row('session.add-host', 'Session', 'Add a machine reached over ssh'),
  row('session.doctor', 'Session', 'Check what the target lacks (doctor)'),
  row('session.doctor-here', 'Session', 'Check what this machine lacks (doctor)'),

  row('requests.next', 'Requests', 'Next request', 'F8', 'Ctrl+Down'),
  row('requests.previous', 'Requests', 'Previous request', 'F7', 'Ctrl+Up'),
  row('requests.next-alike', 'Requests', 'Next request to the same place', 'Ctrl+.'),
  row('requests.previous-alike', 'Requests', 'Previous request to the same place', 'Ctrl+,'),
  row('requests.filter', 'Requests', 'Filter the request list', '/'),
  marked('on', 'requests.follow', 'Requests', 'Follow new requests, or stop following'),
  row('requests.compose', 'Requests', 'Edit the selected request in the composer'),
  row('requests.select-all', 'Requests', 'Select every request of the list'),
  row('requests.program', 'Requests', 'Make a program of the selected requests'),
  row('requests.stop', 'Requests', 'Stop the running store loop or program', 'Shift+Esc'),
  scoped('composer', row('composer.undo', 'Requests', 'Undo the last change of the program', 'Ctrl+Z')),
  scoped('composer', row('composer.redo', 'Requests', 'Make the undone change again', 'Ctrl+Shift+Z', 'Ctrl+Y')),
  scoped('composer', row('composer.save', 'Requests', 'Save the program', 'Ctrl+S')),
  row('composer.text', 'Requests', 'Show the program as cards, as text, or both'),
  row('requests.pause', 'Requests', 'Pause or resume the running program'),
  row('requests.loop', 'Requests', 'Go to the store loop'),

  row('selection.back', 'Selection', 'Back to what was selected before', 'Alt+Left'),
  row('selection.forward', 'Selection', 'Forward again', 'Alt+Right'),
  row('selection.clear', 'Selection', 'Select nothing', 'Esc'),

  marked('on', 'recording.toggle', 'Recording', 'Start or stop recording', 'Ctrl+E'),
  row('recording.mark', 'Recording', 'Set a mark', 'Ctrl+M'),
  row('recording.send-again', 'Recording', 'Send it again'),
  row('recording.compare', 'Recording', 'Compare two recordings'),
  row('recording.export', 'Recording', 'Export the recording'),

  marked('on', 'player.play', 'Recording', 'Play or pause', 'Space'),
  row('player.forward', 'Recording', 'One request further', 'Right'),
  row('player.back', 'Recording', 'One request back', 'Left'),
  row('player.first', 'Recording', 'To the beginning', 'Home'),
  row('player.last', 'Recording', 'To the end', 'End'),
  row('player.next-file', 'Recording', 'Go on in the next file of the recording', 'Shift+End'),
  row('player.previous-file', 'Recording', 'Go back to the file before', 'Shift+Home'),
  row('player.next-error', 'Recording', 'To the next error', 'E'),
  row('player.previous-error', 'Recording', 'To the error before', 'Shift+E'),
  row('player.next-mark', 'Recording', 'To the next mark', ']'),
  row('player.previous-mark', 'Recording', 'To the mark before', '['),
  row('player.next-event', 'Recording', 'To the next event', '}'),
  row('player.previous-event', 'Recording', 'To the event before', '{'),
  row('player.next-access', 'Recording', 'To the next access to what is selected', '.'),
  row('player.previous-access', 'Recording', 'To the access before to what is selected', ','),
  row('player.faster', 'Recording', 'Faster', '+'),
  row('player.slower', 'Recording', 'Slower', '-'),
  marked('on', 'player.skip-idle', 'Recording', 'Skip idle time, or play it', 'I'),
  marked('on', 'player.loop', 'Recording', 'Play round and round, or once', 'L'),
  row('player.span-start', 'Recording', 'What is played begins at the cursor', '('),
  row('player.span-end', 'Recording', 'What is played ends at the cursor', ')'),
  row('player.span-all', 'Recording', 'Play all of it'),

  marked('choice', 'view.layout-inspect', 'View', 'Layout: Inspect', 'Alt+1'),
  marked('choice', 'view.layout-compose', 'View', 'Layout: Compose', 'Alt+2'),
  marked('choice', 'view.layout-play', 'View', 'Layout: Play', 'Alt+3'),
  row('view.reset-layout', 'View', 'Put this layout back as it was'),
  marked('on', 'view.present', 'View', 'Present: the panel in use alone, in large type', 'Alt+4'),
  row('view.maximize', 'View', 'One panel alone, or all again', 'Ctrl+Shift+F'),
  marked('on', 'view.toggle-targets', 'View', 'Show or hide the target list', 'Ctrl+B'),
  marked('choice', 'view.theme-dark', 'View', 'Theme: dark'),
  marked('choice', 'view.theme-light', 'View', 'Theme: light'),
  marked('choice', 'view.theme-system', 'View', 'Theme: as the system'),
  marked('on', 'view.targets', 'View', 'Show Targets', 'Ctrl+1'),
  marked('on', 'view.capabilities', 'View', 'Show Capabilities', 'Ctrl+2'),
  marked('on', 'view.bytes', 'View', 'Show Bytes', 'Ctrl+3'),
  marked('on', 'view.iova-map', 'View', 'Show IOVA map', 'Ctrl+4'),
  marked('on', 'view.composer', 'View', 'Show Composer', 'Ctrl+5'),
  marked('on', 'view.requests', 'View', 'Show Requests', 'Ctrl+6'),
  marked('on', 'view.throughput', 'View', 'Show Throughput', 'Ctrl+7'),
  marked('on', 'view.measurement', 'View', 'Show Independent count'),
  marked('on', 'view.two-paths', 'View', 'Show Two paths'),
  marked('on', 'view.doctor', 'View', 'Show Doctor', 'Ctrl+8'),
  marked('on', 'view.compare', 'View', 'Show Compare', 'Ctrl+9'),
  marked('on', 'view.send-again', 'View', 'Show Send again'),
  marked('on', 'view.runner', 'View', 'Show Runner'),
  marked('on', 'view.programs', 'View', 'Show Programs'),

  row('help.palette', 'Help', 'All commands', 'Ctrl+Shift+P'),
  row('help.keys', 'Help', 'All keys', '?'),
] as const satisfies readonly CommandRow[];

export type CommandId = (typeof commandRows)[number]['id'];
