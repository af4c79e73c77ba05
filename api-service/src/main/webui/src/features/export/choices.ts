import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { INITIAL_DRAFT, type Draft } from './draft';

type PerSae = Pick<Draft, 'ranges' | 'names'>;

interface Choices {
  /** Options are remembered for all SAEs, names and ranges for the SAE they were typed for. */
  shared: Omit<Draft, keyof PerSae> | undefined;
  bySae: Record<string, PerSae>;
  remember: (saeId: string, draft: Draft) => void;
}

export const useChoices = create<Choices>()(
  persist(
    (set) => ({
      shared: undefined,
      bySae: {},
      remember: (saeId, { ranges, names, ...shared }) =>
        set((state) => ({ shared, bySae: { ...state.bySae, [saeId]: { ranges, names } } })),
    }),
    { name: 'npexport.export-choices', version: 1 },
  ),
);

/** The form as it was left last time; what a newer form has in addition takes its default. */
export function rememberedDraft(saeId: string): Draft {
  const { shared, bySae } = useChoices.getState();
  const own = bySae[saeId];
  return {
    ...INITIAL_DRAFT,
    ...shared,
    switches: { ...INITIAL_DRAFT.switches, ...shared?.switches },
    numbers: { ...INITIAL_DRAFT.numbers, ...shared?.numbers },
    ranges: own?.ranges ?? '',
    names: { ...INITIAL_DRAFT.names, ...own?.names },
    // A custom selection of another SAE means nothing here.
    selection:
      shared?.selection === 'custom' && !own?.ranges ? 'all' : (shared?.selection ?? 'all'),
  };
}
