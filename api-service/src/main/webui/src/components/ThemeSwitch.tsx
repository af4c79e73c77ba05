import { useTheme } from '../stores/theme';
import { Button } from './Button';
import { Icon } from './Icon';

export function ThemeSwitch() {
  const theme = useTheme((state) => state.theme);
  const choose = useTheme((state) => state.choose);
  const other = theme === 'dark' ? 'light' : 'dark';
  return (
    <Button
      kind="quiet"
      small
      aria-label={`Use the ${other} theme`}
      title={`Use the ${other} theme`}
      onClick={() => choose(other)}
    >
      <Icon name={theme === 'dark' ? 'sun' : 'moon'} size="1.25em" />
    </Button>
  );
}
