import { create } from 'zustand';
import { persist } from 'zustand/middleware';

export interface ViewOptions {
  whole: boolean;
  lineBreaks: boolean;
  values: boolean;
}

interface ViewOptionsStore extends ViewOptions {
  set: (change: Partial<ViewOptions>) => void;
}

/** How examples are shown: chosen once, for all features. */
export const useViewOptions = create<ViewOptionsStore>()(
  persist(
    (set) => ({
      whole: false,
      lineBreaks: true,
      values: false,
      set: (change) => set(change),
    }),
    { name: 'npexport.example-view', version: 1 },
  ),
);
