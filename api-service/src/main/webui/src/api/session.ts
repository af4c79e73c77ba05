import { useAccess } from '../stores/access';
import { API, call } from './client';
import type { Link, Session } from './types';

const base = `${API}/session`;

/** Whether this service asks who its callers are, and whether this browser has signed in. */
export async function lookUpSession(signal?: AbortSignal): Promise<Session> {
  const session = await call<Session>(base, { ...(signal && { signal }) });
  useAccess.getState().told(session.authentication_required, session.signed_in);
  return session;
}

/** Opens a session: the browser keeps its cookie and sends it with downloads and WebSockets too. */
export async function signIn(token: string): Promise<void> {
  await call<Session>(base, { method: 'POST', json: { token } });
  useAccess.getState().told(true, true);
}

export async function signOut(): Promise<void> {
  await call<undefined>(base, { method: 'DELETE' });
  useAccess.getState().told(true, false);
}

const A_DAY = 86_400;

/** An address that opens `path` for a day without a token, for clients that can send none. */
export const makeLink = (path: string, signal?: AbortSignal) =>
  call<Link>(`${API}/links`, {
    method: 'POST',
    json: { path, lifetime_seconds: A_DAY },
    ...(signal && { signal }),
  });
