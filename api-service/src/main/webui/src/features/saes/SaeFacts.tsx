import type { Sae } from '../../api/types';
import { Facts, type Fact } from '../../components/Facts';
import { Panel } from '../../components/Panel';
import { formatInteger, formatNumber } from '../../lib/format';
import styles from './SaeFacts.module.css';

function mainFacts(sae: Sae): Fact[] {
  const source = sae.activations;
  return [
    { name: 'Architecture', value: sae.architecture },
    { name: 'Format', value: sae.format },
    { name: 'Features', value: formatInteger(sae.d_sae) },
    { name: 'SAE input width', value: formatInteger(sae.d_in) },
    { name: 'Model width', value: formatInteger(sae.d_model) },
    { name: 'Vocabulary', value: sae.vocabulary && formatInteger(sae.vocabulary) },
    { name: 'Layer', value: sae.layer },
    { name: 'Prompts', value: source && formatInteger(source.prompts) },
    { name: 'Counted tokens', value: source && formatInteger(source.counted_tokens) },
    { name: 'Activations', value: sae.nonzeros && formatInteger(sae.nonzeros) },
    {
      name: 'Implied L0',
      value: source?.mean_l0 === undefined ? undefined : formatNumber(source.mean_l0, 3),
    },
    {
      name: 'Labels',
      value: sae.label_count === undefined ? undefined : formatInteger(sae.label_count),
    },
  ];
}

function inputFacts(sae: Sae): Fact[] {
  const prints = sae.fingerprints;
  return [
    { name: 'SAE', value: sae.sae_path, mono: true },
    { name: 'Model', value: sae.model_path, mono: true },
    { name: 'Activations', value: sae.activations_path, mono: true },
    { name: 'Labels', value: sae.labels_path, mono: true },
    { name: 'Dense activations', value: sae.dense_activations_path, mono: true },
    { name: 'SAE weights, sha256', value: prints?.sae_weights, mono: true },
    { name: 'Unembedding, sha256', value: prints?.unembedding, mono: true },
    { name: 'Tokenizer, sha256', value: prints?.tokenizer, mono: true },
    { name: 'Activation cache, sha256', value: prints?.activation_cache, mono: true },
    { name: 'Dense activations, sha256', value: prints?.dense_activations, mono: true },
    { name: 'Id', value: sae.id, mono: true },
  ];
}

export function SaeFacts({ sae }: { sae: Sae }) {
  return (
    <Panel title="Facts">
      <Facts facts={mainFacts(sae)} />
      <details className={styles['more']}>
        <summary>Inputs and fingerprints</summary>
        <div className={styles['inputs']}>
          <Facts facts={inputFacts(sae)} />
        </div>
      </details>
    </Panel>
  );
}
