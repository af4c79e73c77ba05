import type { JobEvent } from './types';

export interface EventWatcher {
  onEvent: (event: JobEvent) => void;
  /** Called with true on every (re)connection and false on every loss. */
  onConnection?: (connected: boolean) => void;
}

const FIRST_DELAY_MS = 500;
const LAST_DELAY_MS = 8_000;

/** The server's close codes after a job's last event, and for a job that does not exist. */
const ENDED = 1000;
const NOT_FOUND = 4404;

/** Keeps a WebSocket open until the returned function is called; waits longer after each failure. */
export function watchEvents(path: string, watcher: EventWatcher): () => void {
  let socket: WebSocket | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let closed = false;

  const connect = () => {
    const url = new URL(path, window.location.href);
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
    socket = new WebSocket(url);
    socket.onopen = () => {
      failures = 0;
      watcher.onConnection?.(true);
    };
    socket.onmessage = (message) => watcher.onEvent(JSON.parse(String(message.data)) as JobEvent);
    socket.onclose = ({ code }) => {
      if (closed || code === ENDED || code === NOT_FOUND) return;
      watcher.onConnection?.(false);
      timer = setTimeout(connect, Math.min(FIRST_DELAY_MS * 2 ** failures, LAST_DELAY_MS));
      failures += 1;
    };
  };

  connect();
  return () => {
    closed = true;
    clearTimeout(timer);
    socket?.close();
  };
}

export const watchJob = (id: string, watcher: EventWatcher) =>
  watchEvents(`/ws/neuronpedia/export/${id}`, watcher);

export const watchAllJobs = (watcher: EventWatcher) =>
  watchEvents('/ws/neuronpedia/exports', watcher);
