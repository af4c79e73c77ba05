import { create } from 'zustand';

interface Access {
  /** True from a call that was refused without a token until somebody has signed in. */
  needed: boolean;
  refused: () => void;
  signedIn: () => void;
}

export const useAccess = create<Access>()((set) => ({
  needed: false,
  refused: () => set({ needed: true }),
  signedIn: () => set({ needed: false }),
}));
