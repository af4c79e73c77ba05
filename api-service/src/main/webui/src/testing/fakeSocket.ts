import { act } from '@testing-library/react';
import type { JobEvent } from '../api/types';

/** Stands in for the browser's WebSocket; the test plays the server. */
export class FakeSocket {
  static all: FakeSocket[] = [];
  static get last(): FakeSocket {
    const socket = FakeSocket.all.at(-1);
    if (!socket) throw new Error('no WebSocket was opened');
    return socket;
  }

  readonly path: string;
  onopen: (() => void) | null = null;
  onmessage: ((message: { data: string }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  closedByPage = false;

  constructor(url: string | URL) {
    this.path = new URL(url).pathname;
    FakeSocket.all.push(this);
  }

  open(): void {
    act(() => this.onopen?.());
  }

  send(event: Partial<JobEvent>): void {
    act(() => this.onmessage?.({ data: JSON.stringify(event) }));
  }

  drop(code = 1006): void {
    act(() => this.onclose?.({ code }));
  }

  close(): void {
    this.closedByPage = true;
  }
}
