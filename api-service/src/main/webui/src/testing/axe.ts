import axe from 'axe-core';
import { expect } from 'vitest';

/** Colours need a layout, which jsdom lacks: the browser flows check contrast. */
const RULES = { 'color-contrast': { enabled: false } };

export async function expectNoAxeViolations(root: Element = document.body): Promise<void> {
  const { violations } = await axe.run(root, { rules: RULES });
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`),
  ).toEqual([]);
}
