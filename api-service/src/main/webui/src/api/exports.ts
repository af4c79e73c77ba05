import { API, call, head, withQuery } from './client';
import type { Estimate, ExportConfig, Job, JobPage, JobStatus } from './types';

const base = `${API}/neuronpedia/export`;

export interface JobQuery {
  status?: JobStatus;
  sae_id?: string;
  sort?: string;
}

export const startExport = (sae_id: string, config: ExportConfig, idempotencyKey: string) =>
  call<Job>(base, {
    method: 'POST',
    json: { sae_id, config },
    headers: { 'idempotency-key': idempotencyKey },
  });

/** Counts the features and computes their dashboards, so that each is shown at once. */
export const computeDashboards = (sae_id: string) =>
  call<Job>(`${API}/neuronpedia/compute-dashboard-data`, { method: 'POST', json: { sae_id } });

export const estimateExport = (sae_id: string, config: ExportConfig, signal?: AbortSignal) =>
  call<Estimate>(`${base}/estimate`, {
    method: 'POST',
    json: { sae_id, config },
    ...(signal && { signal }),
  });

export const getJob = (id: string, signal?: AbortSignal) =>
  call<Job>(`${base}/${id}`, { ...(signal && { signal }) });

export const listJobs = (query: JobQuery, page: number, size: number, signal?: AbortSignal) =>
  call<JobPage>(withQuery(`${API}/neuronpedia/exports`, { ...query, page, size }), {
    ...(signal && { signal }),
  });

export const cancelJob = (id: string) => call<Job>(`${base}/${id}/cancel`, { method: 'POST' });
export const retryJob = (id: string) => call<Job>(`${base}/${id}/retry`, { method: 'POST' });
export const deleteJob = (id: string) => call<undefined>(`${base}/${id}`, { method: 'DELETE' });
/** The name that a downloaded archive gets, as the service says it. */
export async function archiveName(job: Pick<Job, 'id' | 'download_url'>, signal?: AbortSignal) {
  const headers = await head(downloadUrl(job), signal);
  return (
    /filename="([^"]+)"/.exec(headers.get('content-disposition') ?? '')?.[1] ?? `${job.id}.zip`
  );
}

export const downloadUrl = (job: Pick<Job, 'id' | 'download_url'>) =>
  job.download_url ?? `${base}/${job.id}/download`;
