/** Neuronpedia's importer checks no name, and a wrong one gives pages that cannot be reached. */
const LONGEST = 32;
const MODEL_ID = /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/;
const SOURCE_SET = /^[a-z](?:[a-z0-9-]*[a-z0-9])?$/;

/** What is wrong with a name, or undefined. */
export type Rule = (name: string) => string | undefined;

const tooLong: Rule = (name) =>
  name.length > LONGEST ? `At most ${LONGEST} characters; this has ${name.length}.` : undefined;

export const modelIdRule: Rule = (name) =>
  MODEL_ID.test(name)
    ? tooLong(name)
    : 'Lower-case letters, digits, dots and dashes; first and last a letter or digit.';

export const sourceSetRule: Rule = (name) => {
  if (!SOURCE_SET.test(name)) {
    return 'Lower-case letters, digits and dashes; first a letter, last a letter or digit.';
  }
  if (name.includes('--')) return 'No two dashes in a row.';
  if (name === 'neurons') return '“neurons” is Neuronpedia’s own set of MLP neurons.';
  return tooLong(name);
};

/** A model id of the same name would hide the release's page. */
export const releaseRule =
  (modelId: string): Rule =>
  (name) =>
    sourceSetRule(name) ?? (name === modelId ? 'Must differ from the model id.' : undefined);
