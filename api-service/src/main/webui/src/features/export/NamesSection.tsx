import { Field } from '../../components/Field';
import styles from './ExportForm.module.css';
import type { NameField } from './draft';
import type { SectionProps } from './section';
import { effectiveNames } from './toConfig';

interface NameInput {
  label: string;
  hint: string;
  long?: boolean;
}

const INPUTS: Record<NameField, NameInput> = {
  model_id: { label: 'Model id', hint: 'Neuronpedia’s id of the model, for example gpt2-small.' },
  source_set: { label: 'Source set', hint: 'Author and site, for example res-jb.' },
  release: { label: 'Release', hint: 'Groups source sets; the source set if left empty.' },
  creator_name: { label: 'Creator', hint: 'npexport if left empty.' },
  description: { label: 'Description', hint: 'The release’s title.' },
  urls: { label: 'Links', hint: 'Paper or model page; several separated by spaces.' },
};

/** Names are checked as they are typed: the importer would take wrong ones without a word. */
export function NamesSection({ sae, draft, errors, onEdit }: SectionProps) {
  const { modelId, sourceSet, release } = effectiveNames(draft, sae);
  const defaults: Partial<Record<NameField, string>> = {
    model_id: sae.neuronpedia_model_id ?? '',
    source_set: sae.source_set ?? '',
    release: sourceSet,
  };
  return (
    <fieldset className={styles['section']}>
      <legend>Names in Neuronpedia</legend>
      <div className={styles['columns']}>
        {(Object.keys(INPUTS) as NameField[]).map((field) => (
          <Field
            key={field}
            label={INPUTS[field].label}
            hint={INPUTS[field].hint}
            optional={field !== 'model_id' || Boolean(sae.neuronpedia_model_id)}
            error={errors[`neuronpedia.${field}`]}
          >
            {(control) => (
              <input
                {...control}
                type="text"
                autoComplete="off"
                spellCheck={false}
                placeholder={defaults[field]}
                value={draft.names[field]}
                onChange={(event) =>
                  onEdit({ names: { ...draft.names, [field]: event.target.value } })
                }
              />
            )}
          </Field>
        ))}
      </div>
      <p className={styles['preview']}>
        Pages: <code>{`/${modelId || '…'}/${sae.layer ?? 'e'}-${sourceSet || '…'}/0`}</code> in
        release <code>{release || '…'}</code>
      </p>
    </fieldset>
  );
}
