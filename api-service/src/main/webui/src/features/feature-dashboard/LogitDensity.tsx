import type { Dashboard, HistogramData } from '../../api/types';
import { Panel } from '../../components/Panel';
import { formatNumber } from '../../lib/format';
import { Histogram } from './Histogram';

interface LogitDensityProps {
  histogram: HistogramData;
  lens: NonNullable<Dashboard['logit_lens']>;
}

export function LogitDensity({ histogram, lens }: LogitDensityProps) {
  const moments = `mean ${formatNumber(lens.mean, 3)}, std ${formatNumber(lens.std, 3)}`;
  return (
    <Panel title="Logit density" note={moments}>
      <Histogram
        data={histogram}
        xLabel="logit"
        unit="vocabulary tokens"
        tone={(low, high) => (low + high < 0 ? 'negative' : 'positive')}
        summary={`Histogram of logits over the vocabulary, from ${formatNumber(histogram.bin_edges[0] ?? 0, 3)} to ${formatNumber(histogram.bin_edges.at(-1) ?? 0, 3)}, ${moments}`}
      />
    </Panel>
  );
}
