import type { ReactNode } from 'react';
import styles from './ExportForm.module.css';
import type { Switch } from './draft';
import { IncludeSwitch } from './IncludeSwitch';
import { NumberInput } from './NumberInput';
import { SelectInput } from './SelectInput';
import type { SectionProps } from './section';

interface Include {
  name: string;
  note: string;
}

/** A switch without a name does not compile. */
const INCLUDES: Record<Switch, Include> = {
  include_logit_lens: {
    name: 'Logit lens',
    note: 'The tokens each feature promotes and suppresses.',
  },
  include_histograms: { name: 'Histograms', note: 'Activation and logit densities.' },
  include_top_tokens: { name: 'Top tokens', note: 'Tokens by total activation.' },
  include_examples: { name: 'Examples', note: 'Texts with the activation of every token.' },
  include_explanations: { name: 'Explanations', note: 'Labels, where a feature has one.' },
  include_saelens_weights: { name: 'SAELens weights', note: 'A folder that SAELens loads.' },
  include_neuronpedia_import: {
    name: 'Neuronpedia import',
    note: 'The tree that Neuronpedia’s importer reads.',
  },
};

export function IncludeSection(props: SectionProps) {
  const { draft, onEdit } = props;
  const parameters: Partial<Record<Switch, ReactNode>> = {
    include_logit_lens: (
      <>
        <NumberInput field="logit_lens_k" {...props} />
        <SelectInput
          label="Final norm"
          value={draft.logitLensNorm}
          options={{ none: 'Left out', final: 'Its weight applied' }}
          onChange={(logitLensNorm) => onEdit({ logitLensNorm })}
        />
        <SelectInput
          label="Vocabulary"
          value={draft.maskUnusedVocabulary ? 'used' : 'whole'}
          options={{ whole: 'Every row', used: 'Only rows with a token' }}
          onChange={(value) => onEdit({ maskUnusedVocabulary: value === 'used' })}
        />
      </>
    ),
    include_histograms: (
      <>
        <NumberInput field="histogram_bins" {...props} />
        <SelectInput
          label="Activation scale"
          value={draft.histogramScale}
          options={{ linear: 'Linear', log: 'Logarithmic' }}
          onChange={(histogramScale) => onEdit({ histogramScale })}
        />
      </>
    ),
    include_top_tokens: <NumberInput field="top_tokens_k" {...props} />,
    include_examples: (
      <>
        <NumberInput field="examples_per_feature" {...props} />
        <NumberInput field="example_intervals" {...props} />
        <NumberInput field="example_window" {...props} />
        <NumberInput field="seed" {...props} />
      </>
    ),
  };

  return (
    <fieldset className={styles['section']}>
      <legend>Contents</legend>
      <div className={styles['includes']}>
        {(Object.keys(INCLUDES) as Switch[]).map((name) => (
          <IncludeSwitch
            key={name}
            name={INCLUDES[name].name}
            note={INCLUDES[name].note}
            on={draft.switches[name]}
            error={props.errors[name]}
            onChange={(on) => onEdit({ switches: { ...draft.switches, [name]: on } })}
          >
            {parameters[name]}
          </IncludeSwitch>
        ))}
      </div>
      <div className={styles['columns']}>
        <SelectInput
          label="Definitions of the numbers"
          value={draft.definitions}
          options={{ exact: 'Exact', saedashboard: 'As SAEDashboard 0.8 computes them' }}
          onChange={(definitions) => onEdit({ definitions })}
        />
      </div>
    </fieldset>
  );
}
