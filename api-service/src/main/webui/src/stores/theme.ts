import { create } from 'zustand';

export type Theme = 'light' | 'dark';

const STORAGE_KEY = 'npexport.theme';
const prefersDark = () => window.matchMedia?.('(prefers-color-scheme: dark)');

function chosen(): Theme | undefined {
  const stored = localStorage.getItem(STORAGE_KEY);
  return stored === 'light' || stored === 'dark' ? stored : undefined;
}

const preferred = (): Theme => (prefersDark()?.matches ? 'dark' : 'light');

interface ThemeState {
  theme: Theme;
  choose: (theme: Theme) => void;
}

/** The system's preference until the person chooses; `public/theme.js` does the same before the first paint. */
export const useTheme = create<ThemeState>()((set) => ({
  theme: chosen() ?? preferred(),
  choose: (theme) => {
    localStorage.setItem(STORAGE_KEY, theme);
    set({ theme });
  },
}));

useTheme.subscribe(({ theme }) => {
  document.documentElement.dataset['theme'] = theme;
});

prefersDark()?.addEventListener('change', () => {
  if (chosen() === undefined) useTheme.setState({ theme: preferred() });
});
