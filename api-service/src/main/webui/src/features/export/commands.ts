import type { Job, Sae } from '../../api/types';

export interface Names {
  modelId: string;
  sourceId: string;
}

/** The names that the archive's tree has: as given in the config, else as derived for the SAE. */
export function namesOf(job: Job, sae: Sae): Names {
  const given = job.config?.neuronpedia;
  const sourceSet = given?.source_set ?? sae.source_set ?? '';
  return {
    modelId: given?.model_id ?? sae.neuronpedia_model_id ?? '',
    sourceId: `${sae.layer ?? 'e'}-${sourceSet}`,
  };
}

export const S3_PATH = '/s3';

/**
 * The importer's SDK takes a host name for a bucket's domain, so the loopback name is written as an
 * address.
 */
export function importCommands(origin: string, s3Path: string, names: Names) {
  const endpoint = origin.replace('//localhost', '//127.0.0.1') + s3Path;
  const query = `modelId=${names.modelId}&sourceId=${names.sourceId}`;
  return {
    start: `AWS_ENDPOINT_URL_S3=${endpoint} make webapp-dev`,
    fetch: `curl -N "http://localhost:3000/api/admin/import?${query}"`,
    page: `http://localhost:3000/${names.modelId}/${names.sourceId}/0`,
  };
}

export const saelensCommands = (file: string) =>
  `unzip -o ${file} 'saelens/*'\npython -c 'from sae_lens import SAE; print(SAE.load_from_disk("saelens"))'`;

export const downloadCommand = (url: string, file: string) =>
  `curl -fL --continue-at - -o ${file} "${url}"`;

export const checksumCommand = (sha256: string, file: string) =>
  `echo "${sha256}  ${file}" | sha256sum --check`;
