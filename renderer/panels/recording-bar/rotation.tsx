import { ROTATIONS } from '../../store/preferences.ts';
import { useActions, useStore } from '../../store/use-store.ts';
import { bytesText } from '../../text/quantities.ts';

/** Whether a recording goes on in a next file, and when. */
export function Rotation() {
  const rotate = useStore(({ preferences }) => preferences.rotate);
  const { chooseRotation } = useActions();
  return (
    <select
      aria-label="Files of a recording"
      title="A long recording can go on in a next file"
      value={rotate}
      onChange={({ target }) => chooseRotation(Number(target.value))}
    >
      {ROTATIONS.map((bytes) => (
        <option key={bytes} value={bytes}>
          {bytes === 0 ? 'in one file' : `a next file after ${bytesText(bytes)}`}
        </option>
      ))}
    </select>
  );
}
