import { create } from 'zustand';

interface Access {
  /** Whether the service asks who its callers are, as far as is known. */
  required: boolean;
  /** True from the moment that the service does not know this browser until somebody has signed in. */
  needed: boolean;
  /** A call was refused for want of a token. */
  refused: () => void;
  told: (required: boolean, signedIn: boolean) => void;
}

export const useAccess = create<Access>()((set) => ({
  required: false,
  needed: false,
  refused: () => set({ required: true, needed: true }),
  told: (required, signedIn) => set({ required, needed: required && !signedIn }),
}));
