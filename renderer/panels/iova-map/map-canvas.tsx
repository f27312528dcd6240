import { type PointerEvent, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { groupedHex } from '../../../native-bridge/abi/hex.ts';
import { sizeText } from '../../../native-bridge/abi/text.ts';
import type { IovaRange } from '../../../native-bridge/rules/types.ts';
import { shownTheme } from '../../store/selectors.ts';
import { useStore } from '../../store/use-store.ts';
import { accessOf } from './access.ts';
import { overviewAddress, placeSegments } from './axis.ts';
import { openKit } from './canvas-kit.ts';
import { CANVAS_HEIGHT, DETAIL, drawDetail } from './draw-detail.ts';
import { drawOverview, OVERVIEW } from './draw-overview.ts';
import styles from './iova-map.module.css';
import type { NamedMapping } from './panel.tsx';
import { mappingAt, runsOf } from './runs.ts';
import { segmentsOf } from './segments.ts';
import { homeView, useViewport, useWheelZoom } from './use-viewport.ts';
import { addressAt, fitted, pan } from './viewport.ts';

export interface MapCanvasProps {
  readonly windows: readonly IovaRange[];
  /** Sorted by IOVA. */
  readonly mappings: readonly NamedMapping[];
  readonly selected?: number;
  readonly onSelect: (index: number) => void;
}

/** Width of an element as it is laid out. */
function useWidth(element: HTMLElement | null): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    if (!element) return undefined;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, [element]);
  return width;
}

function Tip({ mapping, x, width }: { readonly mapping: NamedMapping; readonly x: number; readonly width: number }) {
  const { iova, size, vaddr, buffer } = mapping;
  return (
    <div className={styles.tip} style={x < width / 2 ? { left: x + 8 } : { right: width - x + 8 }} role="status">
      <b>{buffer ?? 'mapping'}</b> {accessOf(mapping).title}
      <br />
      IOVA {groupedHex(iova)} – {groupedHex(iova + size - 1n)}, {sizeText(size)}
      <br />
      process address {groupedHex(vaddr)}
    </div>
  );
}

/** The IOVA space as two strips: all of it above, a part to scale below. The table beside it says the same in words. */
export function MapCanvas({ windows, mappings, selected, onSelect }: MapCanvasProps) {
  const theme = useStore(shownTheme);
  const [frame, setFrame] = useState<HTMLDivElement | null>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const dragged = useRef(false);
  const width = useWidth(frame);
  const [hover, setHover] = useState<{ readonly index: number; readonly x: number }>();
  const home = useMemo(() => homeView(windows, mappings), [windows, mappings]);
  const { view, change, onKeyDown } = useViewport(home, mappings[selected ?? -1]);
  useWheelZoom(frame, change);
  const segments = useMemo(() => placeSegments(segmentsOf(windows, mappings), width), [windows, mappings, width]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme changes the colours that are read from the style
  useLayoutEffect(() => {
    const kit = canvas.current && width > 0 ? openKit(canvas.current, width, CANVAS_HEIGHT) : undefined;
    if (!kit) return;
    drawOverview(kit, segments, mappings, view);
    drawDetail(kit, { windows, mappings, view, selected, hovered: hover?.index });
  }, [segments, view, windows, mappings, selected, hover?.index, width, theme]);

  const placeOf = (event: PointerEvent) => {
    const box = event.currentTarget.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const mappingUnder = (event: PointerEvent): number | undefined => {
    const { x, y } = placeOf(event);
    if (y < DETAIL.top || y > DETAIL.top + DETAIL.height) return undefined;
    const run = runsOf(mappings, view, width).find((one) => x >= one.x - 2 && x <= one.x + one.width + 2);
    return run && (mappingAt(mappings, addressAt(view, x, width)) ?? run.first);
  };
  const onPointerMove = (event: PointerEvent) => {
    const { x } = placeOf(event);
    if (event.buttons === 1) {
      dragged.current ||= Math.abs(event.movementX) > 1;
      change((now) => pan(now, -event.movementX / width));
    }
    const index = mappingUnder(event);
    setHover(index === undefined ? undefined : { index, x });
  };
  /** The overview leads to what is under the pointer: a stretch of mappings fills the strip, elsewhere it is only moved. */
  const goTo = (x: number) => {
    const segment = segments.find((one) => x < one.x + one.width);
    if (segment?.first === undefined) change(({ span }) => pan({ start: overviewAddress(segments, x), span }, -0.5));
    else change(() => fitted(segment));
    if (segment?.mappings === 1) onSelect(segment.first!);
  };
  const hovered = hover && mappings[hover.index];
  const onPointerUp = (event: PointerEvent) => {
    const { x, y } = placeOf(event);
    const index = mappingUnder(event);
    if (!dragged.current && index !== undefined) onSelect(index);
    else if (!dragged.current && y < OVERVIEW.top + OVERVIEW.height) goTo(x);
    dragged.current = false;
  };
  return (
    <div
      ref={setFrame}
      className={styles.map}
      role="application"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the map takes keys
      tabIndex={0}
      aria-label={`IOVA map: ${windows.length} windows, ${mappings.length} mappings; the table below lists them. W and S zoom, A and D move, F fits the selected mapping, Home shows all.`}
      onKeyDown={onKeyDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerLeave={() => setHover(undefined)}
    >
      <canvas ref={canvas} style={{ width: '100%', height: CANVAS_HEIGHT }} />
      {hover && hovered && <Tip mapping={hovered} x={hover.x} width={width} />}
    </div>
  );
}
