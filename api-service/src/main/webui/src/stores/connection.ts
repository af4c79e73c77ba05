import { create } from 'zustand';

interface Connection {
  /** False from a call without an answer until the next answer. */
  up: boolean;
  /** Rises each time the service comes back, so that pages load again. */
  epoch: number;
  lost: () => void;
  answered: () => void;
}

export const useConnection = create<Connection>()((set, get) => ({
  up: true,
  epoch: 0,
  lost: () => {
    if (get().up) set({ up: false });
  },
  answered: () => {
    if (!get().up) set((state) => ({ up: true, epoch: state.epoch + 1 }));
  },
}));
