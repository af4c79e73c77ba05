import { useState, type PointerEvent } from 'react';
import { formatFixed } from '../../lib/format';
import { visibleToken } from './tokens';
import styles from './TokenTip.module.css';

export interface Tip {
  left: number;
  top: number;
  token: string;
  id: string;
  value: number;
  position: string;
}

const HALF_WIDTH = 100;

/** One tooltip for thousands of tokens: the list listens, the token under the pointer is read. */
export function useTokenTip() {
  const [tip, setTip] = useState<Tip>();
  const onPointerOver = (event: PointerEvent) => {
    const element = (event.target as HTMLElement).closest<HTMLElement>('[data-token]');
    if (!element) {
      setTip(undefined);
      return;
    }
    const { token = '', id = '', value = '0', position = '' } = element.dataset;
    // A token that is broken over two lines has two boxes; the pointer is in one of them.
    const boxes = [...element.getClientRects()];
    const box =
      boxes.find((one) => event.clientY >= one.top && event.clientY <= one.bottom) ??
      element.getBoundingClientRect();
    const centre = box.left + box.width / 2;
    setTip({
      left: Math.min(Math.max(centre, HALF_WIDTH), window.innerWidth - HALF_WIDTH),
      top: box.top,
      token,
      id,
      value: Number(value),
      position,
    });
  };
  return { tip, handlers: { onPointerOver, onPointerLeave: () => setTip(undefined) } };
}

export function TokenTip({ tip }: { tip: Tip }) {
  return (
    <div role="tooltip" className={styles['tip']} style={{ left: tip.left, top: tip.top }}>
      <span className={styles['token']}>{visibleToken(tip.token)}</span>
      <strong className="num">{formatFixed(tip.value, 3)}</strong>
      <small className="num">
        id {tip.id} · position {tip.position}
      </small>
    </div>
  );
}
