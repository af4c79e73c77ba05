import { vi } from 'vitest';
import type { Problem } from '../api/types';

export interface Request {
  method: string;
  path: string;
  query: URLSearchParams;
  body: unknown;
  headers: Record<string, string>;
}

type Answer = unknown | ((request: Request) => unknown);

/** A problem+json answer. */
export class Refusal {
  readonly status: number;
  readonly body: object;

  constructor(status: number, code: string, title: string, problems: Partial<Problem>[] = []) {
    this.status = status;
    this.body = { status, code, title, detail: `${title}.`, problems };
  }
}

const SESSION = 'GET /session';
const OPEN_TO_ALL = { authentication_required: false, methods: [], signed_in: false };

export interface FakeServer {
  /** Every request so far, oldest first. */
  requests: Request[];
  /** Changes or adds an answer: `GET /saes`. */
  on: (route: string, answer: Answer) => void;
  /** Requests of one route. */
  of: (route: string) => Request[];
  /** From now on nothing answers. */
  stop: () => void;
  start: () => void;
}

/** Answers `fetch` from a table of routes below /api/v1; an unknown route is a 404. */
export function fakeServer(routes: Record<string, Answer>): FakeServer {
  const table = new Map<string, Answer>(Object.entries({ [SESSION]: OPEN_TO_ALL, ...routes }));
  const requests: Request[] = [];
  let up = true;

  vi.stubGlobal('fetch', async (url: string, init: RequestInit = {}) => {
    if (!up) throw new TypeError('fetch failed');
    const { pathname, searchParams } = new URL(url, 'http://localhost');
    const request: Request = {
      method: init.method ?? 'GET',
      path: pathname.replace('/api/v1', ''),
      query: searchParams,
      body: typeof init.body === 'string' ? JSON.parse(init.body) : init.body,
      headers: init.headers as Record<string, string>,
    };
    const route = `${request.method} ${request.path}`;
    // Every page asks for this once; it is no part of what a test is about.
    if (route !== SESSION) requests.push(request);
    const answer = table.has(route)
      ? table.get(route)
      : new Refusal(404, 'not_found', 'Nothing here');
    const value =
      typeof answer === 'function' ? (answer as (r: Request) => unknown)(request) : answer;
    if (value instanceof Refusal) {
      return new Response(JSON.stringify(value.body), {
        status: value.status,
        headers: { 'content-type': 'application/problem+json' },
      });
    }
    return new Response(value === undefined ? null : JSON.stringify(value), {
      status: value === undefined ? 204 : 200,
      headers: { 'content-type': 'application/json' },
    });
  });

  return {
    requests,
    on: (route, answer) => void table.set(route, answer),
    of: (route) => requests.filter((one) => `${one.method} ${one.path}` === route),
    stop: () => void (up = false),
    start: () => void (up = true),
  };
}
