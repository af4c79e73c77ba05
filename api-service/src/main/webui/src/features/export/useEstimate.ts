import type { ApiError } from '../../api/errors';
import { estimateExport } from '../../api/exports';
import type { Estimate, ExportConfig } from '../../api/types';
import { useDebounced } from '../../hooks/useDebounced';
import { useQuery } from '../../hooks/useQuery';

const SETTLE_MS = 250;

export interface EstimateState {
  data: Estimate | undefined;
  error: ApiError | undefined;
  loading: boolean;
}

/** Follows the config once it stands still; without a valid config nothing is asked. */
export function useEstimate(saeId: string, config: ExportConfig | undefined): EstimateState {
  const text = useDebounced(config ? JSON.stringify(config) : '', SETTLE_MS);
  const query = useQuery(`estimate/${saeId}/${text}`, async (signal) =>
    text ? estimateExport(saeId, JSON.parse(text) as ExportConfig, signal) : undefined,
  );
  return {
    data: config ? query.data : undefined,
    error: query.error,
    loading: query.loading || query.stale,
  };
}
