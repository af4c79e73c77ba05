import { useEffect, useState } from 'react';
import { Button } from './Button';
import { Icon } from './Icon';

interface CopyButtonProps {
  text: string;
  label?: string;
  /** The word is for screen readers only. */
  iconOnly?: boolean;
}

/** Copies `text` and says so for two seconds; says what to do where the browser forbids it. */
export function CopyButton({ text, label = 'Copy', iconOnly = false }: CopyButtonProps) {
  const [state, setState] = useState<'idle' | 'done' | 'refused'>('idle');

  useEffect(() => {
    if (state === 'idle') return;
    const timer = setTimeout(() => setState('idle'), 2000);
    return () => clearTimeout(timer);
  }, [state]);

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setState('done');
    } catch {
      setState('refused');
    }
  };

  const word = { idle: label, done: 'Copied', refused: 'Select and copy by hand' }[state];
  return (
    <Button kind="quiet" small title={iconOnly ? word : undefined} onClick={() => void copy()}>
      <Icon name={state === 'done' ? 'check' : 'copy'} />
      <span aria-live="polite" className={iconOnly ? 'visually-hidden' : undefined}>
        {word}
      </span>
    </Button>
  );
}
