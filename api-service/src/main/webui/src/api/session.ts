import { API, call } from './client';

/** Opens a session: the browser keeps its cookie and sends it with downloads and WebSockets too. */
export const signIn = (token: string) =>
  call<undefined>(`${API}/session`, { method: 'POST', json: { token } });
