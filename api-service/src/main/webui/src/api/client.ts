import { useAccess } from '../stores/access';
import { useConnection } from '../stores/connection';
import { ApiError } from './errors';
import type { Problem } from './types';

export const API = '/api/v1';

export type QueryValue = string | number | boolean | undefined;

/** The path with those values that are set, in the order given. */
export function withQuery(path: string, values: Record<string, QueryValue>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined && value !== '') query.set(name, String(value));
  }
  const text = query.toString();
  return text ? `${path}?${text}` : path;
}

interface ProblemBody {
  title?: string;
  detail?: string;
  code?: string;
  problems?: Problem[];
}

async function toError(response: Response): Promise<ApiError> {
  const isJson = (response.headers.get('content-type') ?? '').includes('json');
  const body: ProblemBody = isJson ? await response.json().catch(() => ({})) : {};
  const title = body.title ?? (response.statusText || `HTTP ${response.status}`);
  const code = body.code ?? (response.status === 404 ? 'not_found' : `http_${response.status}`);
  return new ApiError(response.status, code, title, body.detail ?? '', body.problems ?? []);
}

/** A gateway that lost its service answers with these and no problem+json of ours. */
function isGone(response: Response): boolean {
  const json = (response.headers.get('content-type') ?? '').includes('problem+json');
  return [502, 503, 504].includes(response.status) && !json;
}

export interface Call {
  method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  json?: unknown;
  body?: BodyInit;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

/** The answer to one request, a success; anything else is thrown as an `ApiError`, but for an abort. */
async function send(path: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, init);
  } catch (error) {
    if (init.signal?.aborted) throw error;
    useConnection.getState().lost();
    throw ApiError.unreachable();
  }
  if (isGone(response)) {
    useConnection.getState().lost();
    throw ApiError.unreachable();
  }
  useConnection.getState().answered();
  if (response.status === 401) useAccess.getState().refused();
  if (!response.ok) throw await toError(response);
  return response;
}

/** The headers that a GET would answer with. */
export async function head(path: string, signal?: AbortSignal): Promise<Headers> {
  return (await send(path, { method: 'HEAD', ...(signal && { signal }) })).headers;
}

export async function call<T>(path: string, options: Call = {}): Promise<T> {
  const { method = 'GET', json, signal } = options;
  const headers: Record<string, string> = { accept: 'application/json', ...options.headers };
  if (json !== undefined) headers['content-type'] = 'application/json';
  const body = json === undefined ? options.body : JSON.stringify(json);
  const response = await send(path, {
    method,
    headers,
    ...(body === undefined ? {} : { body }),
    ...(signal && { signal }),
  });
  if (response.status === 204) return undefined as T;
  const text = await response.text();
  return (text ? JSON.parse(text) : undefined) as T;
}
