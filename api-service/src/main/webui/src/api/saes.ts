import { API, call, withQuery } from './client';
import type {
  Dashboard,
  FeatureRow,
  FileEntry,
  LabelPatch,
  LabelsLoaded,
  Page,
  Sae,
  SaeRegistration,
} from './types';

export interface FeatureQuery {
  search?: string;
  category?: string;
  min_frequency?: number;
  max_frequency?: number;
  has_activations?: boolean;
  sort?: string;
}

const base = `${API}/saes`;

export const listSaes = (page: number, size: number, signal?: AbortSignal) =>
  call<Page<Sae>>(withQuery(base, { page, size }), { ...(signal && { signal }) });

export const getSae = (id: string, signal?: AbortSignal) =>
  call<Sae>(`${base}/${id}`, { ...(signal && { signal }) });

export const registerSae = (json: SaeRegistration) => call<Sae>(base, { method: 'POST', json });

export const forgetSae = (id: string) => call<undefined>(`${base}/${id}`, { method: 'DELETE' });

export const listFeatures = (
  id: string,
  query: FeatureQuery,
  page: number,
  size: number,
  signal?: AbortSignal,
) =>
  call<Page<FeatureRow>>(withQuery(`${base}/${id}/features`, { ...query, page, size }), {
    ...(signal && { signal }),
  });

export const getDashboard = (id: string, index: number, signal?: AbortSignal) =>
  call<Dashboard>(`${base}/${id}/features/${index}/dashboard`, { ...(signal && { signal }) });

export const editLabel = (id: string, index: number, json: LabelPatch) =>
  call<FeatureRow>(`${base}/${id}/features/${index}`, { method: 'PATCH', json });

/** All rows or none; with `replace` every other edit is undone. */
export const loadLabels = (id: string, file: File, replace: boolean) =>
  call<LabelsLoaded>(withQuery(`${base}/${id}/labels`, { replace }), {
    method: 'POST',
    body: file,
    headers: { 'content-type': file.name.endsWith('.csv') ? 'text/csv' : 'application/x-ndjson' },
  });

export const completePath = (prefix: string, signal?: AbortSignal) =>
  call<{ items: FileEntry[] }>(withQuery(`${API}/files`, { prefix }), {
    ...(signal && { signal }),
  });
