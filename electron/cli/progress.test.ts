import { expect, test } from 'vitest';
import { TerminalLine, tellOfHosts } from './progress.ts';

const CLEAR = '\r\u001b[K';

function line(isTTY: boolean) {
  let written = '';
  const write = (text: string | Uint8Array) => {
    written += text;
    return true;
  };
  const out = { isTTY, write };
  return { terminal: new TerminalLine(out), written: () => written };
}

test('the way to a machine is one line that is written over, and gone when the machine is reached', () => {
  const { terminal, written } = line(true);
  const news = tellOfHosts(terminal);
  news('ssh://lab', { state: 'connecting', doing: 'Connecting' });
  news('ssh://lab', { state: 'connecting', doing: 'Connecting' });
  news('ssh://lab', { state: 'connecting', doing: 'Copying the bridge program (40 %)' });
  news('ssh://lab', { state: 'connected', about: {} });
  expect(written()).toBe(`${CLEAR}ssh://lab: Connecting${CLEAR}ssh://lab: Copying the bridge program (40 %)${CLEAR}`);
});

test('a machine that is not reached leaves the line to its error', () => {
  const { terminal, written } = line(true);
  const news = tellOfHosts(terminal);
  news('ssh://lab', { state: 'connecting', doing: 'Connecting' });
  news('ssh://lab', { state: 'failed', error: { code: 'unreachable', message: 'No route.' } });
  expect(written().endsWith(CLEAR)).toBe(true);
});

test('nothing is written where no terminal is', () => {
  const { terminal, written } = line(false);
  tellOfHosts(terminal)('ssh://lab', { state: 'connecting', doing: 'Connecting' });
  terminal.clear();
  expect(written()).toBe('');
});
