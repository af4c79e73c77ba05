import type { Problem } from './types';

/** What the page says about a code; the API's own sentence follows as the detail. */
const HEADINGS: Record<string, string> = {
  unreachable: 'The service does not answer',
  not_found: 'Not found',
  unauthenticated: 'The token is not valid here',
  conflict: 'Not possible in this state',
  too_large: 'Too large',
  invalid_option: 'A setting is out of range',
  invalid_name: 'A name breaks Neuronpedia’s rules',
  file_not_found: 'A file is missing',
  file_unreadable: 'A file cannot be read',
  path_outside_data_root: 'A path leaves the data folder',
  malformed_file: 'A file is damaged',
  malformed_json: 'A JSON file is damaged',
  malformed_safetensors: 'A safetensors file is damaged',
  unknown_format: 'Unknown format',
  unknown_architecture: 'Unknown SAE architecture',
  unsupported_hook: 'This hook has no logit lens',
  width_mismatch: 'SAE and model do not fit together',
  not_finite: 'A tensor holds NaN or infinite values',
  input_changed: 'An input changed since it was registered',
  sae_not_found: 'There is no such SAE',
  feature_not_found: 'The SAE has no such feature',
  export_not_found: 'There is no such export',
  archive_missing: 'The archive is gone',
  issuer_unavailable: 'The token cannot be checked right now',
  broker_unavailable: 'Exports cannot be started right now',
  database_unavailable: 'The service cannot reach its database',
  disk_full: 'The disk is full',
  cancelled: 'Cancelled',
  internal: 'Something went wrong inside the service',
};

export function headingFor(code: string | undefined, fallback: string): string {
  return (code !== undefined && HEADINGS[code]) || fallback;
}

const plain = (sentence: string) => sentence.toLowerCase().replace(/\.$/, '');
const saysTheSame = (one: string, other: string) => plain(one) === plain(other);

/** Any failed call: a problem+json answer, or `unreachable` when there was none. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly heading: string;
  readonly detail: string;
  readonly problems: Problem[];

  constructor(
    status: number,
    code: string,
    title: string,
    detail: string,
    problems: Problem[] = [],
  ) {
    super(detail || title);
    this.name = 'ApiError';
    this.status = status;
    this.code = code;
    this.heading = headingFor(code, title);
    this.detail = saysTheSame(detail, this.heading) ? '' : detail;
    this.problems = problems;
  }

  static unreachable(): ApiError {
    return new ApiError(
      0,
      'unreachable',
      '',
      'It may have been stopped, or the connection was lost.',
    );
  }
}

export function asApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  return new ApiError(0, 'page', 'The page failed', String(error));
}
