import { describe, expect, it } from 'vitest';
import { modelIdRule, releaseRule, sourceSetRule } from './nameRules';

describe('modelIdRule', () => {
  it.each(['gpt2-small', 'llama3.1-8b', 'a', '7b', 'x'.repeat(32)])('takes %s', (name) => {
    expect(modelIdRule(name)).toBeUndefined();
  });

  it.each(['', 'GPT2', '-a', 'a-', 'a_b', 'a b', 'ä', 'x'.repeat(33)])('refuses %j', (name) => {
    expect(modelIdRule(name)).toBeTruthy();
  });
});

describe('sourceSetRule', () => {
  it.each(['res-jb', 'npexport-res-1k', 'a'])('takes %s', (name) => {
    expect(sourceSetRule(name)).toBeUndefined();
  });

  it.each(['', '3-res', 'res-', 'res--jb', 'neurons', 'res.jb', 'x'.repeat(33)])(
    'refuses %j',
    (name) => {
      expect(sourceSetRule(name)).toBeTruthy();
    },
  );
});

describe('releaseRule', () => {
  it('refuses the name of the model, which would hide the release', () => {
    expect(releaseRule('gpt2-small')('gpt2-small')).toContain('differ');
    expect(releaseRule('gpt2-small')('gpt2-small-res')).toBeUndefined();
  });
});
