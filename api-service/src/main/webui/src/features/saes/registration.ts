import type { Problem, SaeRegistration } from '../../api/types';

export const PATH_FIELDS = {
  sae_path: {
    label: 'SAE',
    hint: 'A folder with cfg.json and sae_weights.safetensors, or another known format.',
    optional: false,
  },
  model_path: {
    label: 'Model',
    hint: 'A Hugging Face folder: config.json, tokenizer.json and safetensors. Only the unembedding is read.',
    optional: false,
  },
  activations_path: {
    label: 'Activations',
    hint: 'A delphi latent cache, a columnar .safetensors file or JSONL.',
    optional: false,
  },
  labels_path: {
    label: 'Labels',
    hint: 'JSONL or CSV with feature_index and label.',
    optional: true,
  },
  dense_activations_path: {
    label: 'Dense activations',
    hint: 'The model’s own activations at the hook, safetensors or npy [prompt, position, d_in]: for the correlated neurons of SAEDashboard’s definitions.',
    optional: true,
  },
} as const;

export type PathField = keyof typeof PATH_FIELDS;
export const PATH_FIELD_NAMES = Object.keys(PATH_FIELDS) as PathField[];
export type RegistrationField = PathField | 'name';
export type RegistrationForm = Record<RegistrationField, string>;

export const EMPTY_FORM: RegistrationForm = {
  name: '',
  sae_path: '',
  model_path: '',
  activations_path: '',
  labels_path: '',
  dense_activations_path: '',
};

export const withoutSlash = (path: string) => path.trim().replace(/\/+$/, '');

export function toRegistration(form: RegistrationForm): SaeRegistration {
  const { name, labels_path, dense_activations_path, ...paths } = form;
  return {
    sae_path: withoutSlash(paths.sae_path),
    model_path: withoutSlash(paths.model_path),
    activations_path: withoutSlash(paths.activations_path),
    ...(name.trim() && { name: name.trim() }),
    ...(labels_path.trim() && { labels_path: withoutSlash(labels_path) }),
    ...(dense_activations_path.trim() && {
      dense_activations_path: withoutSlash(dense_activations_path),
    }),
  };
}

/** The field a problem belongs to: the one it names, else the longest path that its file lies under. */
export function fieldOfProblem(
  problem: Problem,
  form: RegistrationForm,
): RegistrationField | undefined {
  const where = problem.where ?? '';
  if (where === 'name' || PATH_FIELD_NAMES.includes(where as PathField)) {
    return where as RegistrationField;
  }
  const file = problem.file ?? '';
  return PATH_FIELD_NAMES.filter((field) => {
    const path = withoutSlash(form[field]);
    return (
      path !== '' &&
      (file === path ||
        file.startsWith(`${path}/`) ||
        file.endsWith(`/${path}`) ||
        file.includes(`/${path}/`))
    );
  }).sort((a, b) => form[b].length - form[a].length)[0];
}

export interface SortedProblems {
  atField: Partial<Record<RegistrationField, Problem[]>>;
  elsewhere: Problem[];
}

export function sortProblems(problems: Problem[], form: RegistrationForm): SortedProblems {
  const sorted: SortedProblems = { atField: {}, elsewhere: [] };
  for (const problem of problems) {
    const field = fieldOfProblem(problem, form);
    if (field) (sorted.atField[field] ??= []).push(problem);
    else sorted.elsewhere.push(problem);
  }
  return sorted;
}
