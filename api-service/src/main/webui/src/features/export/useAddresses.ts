import { downloadUrl } from '../../api/exports';
import { makeLink } from '../../api/session';
import type { Job } from '../../api/types';
import { useQuery, type Query } from '../../hooks/useQuery';
import { useAccess } from '../../stores/access';
import { S3_PATH } from './commands';

export interface Addresses {
  /** Of the archive. */
  download: string;
  /** Of the S3 view, which the importer reads. */
  s3: string;
  /** When they stop working; undefined where no token is asked for. */
  until?: string;
}

/** Where the commands of a finished export go. Where a token is asked for they are links of a day. */
export function useAddresses(job: Job): Query<Addresses> {
  const asked = useAccess((state) => state.required);
  const path = downloadUrl(job);
  return useQuery(`addresses/${path}/${asked}`, async (signal): Promise<Addresses> => {
    if (!asked) return { download: path, s3: S3_PATH };
    const links = [makeLink(path, signal), makeLink(S3_PATH, signal)] as const;
    const [download, s3] = await Promise.all(links);
    return { download: download.url, s3: s3.url, until: download.expires_at };
  });
}
