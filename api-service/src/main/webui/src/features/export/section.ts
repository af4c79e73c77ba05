import type { Sae } from '../../api/types';
import type { Draft } from './draft';
import type { FieldErrors } from './toConfig';

/** What every part of the form is given. */
export interface SectionProps {
  sae: Sae;
  draft: Draft;
  errors: FieldErrors;
  onEdit: (change: Partial<Draft>) => void;
}
