import '@testing-library/jest-dom/vitest';
import { cleanup, configure } from '@testing-library/react';
import { afterEach, beforeEach, vi } from 'vitest';
import { useAccess } from '../stores/access';
import { useConnection } from '../stores/connection';
import { FakeSocket } from './fakeSocket';

configure({ asyncUtilTimeout: 10_000 });

// jsdom has no modal dialogs, no layout and no scrolling: the least that the page needs of each.
HTMLDialogElement.prototype.showModal = function () {
  this.open = true;
  this.querySelector<HTMLElement>('button, input, select, textarea')?.focus();
};
HTMLDialogElement.prototype.close = function () {
  this.open = false;
};
Element.prototype.scrollTo = () => undefined;
window.scrollTo = () => undefined;
HTMLCanvasElement.prototype.getContext = () => null;

beforeEach(() => {
  localStorage.clear();
  window.history.replaceState(null, '', '/');
  useConnection.setState({ up: true, epoch: 0 });
  useAccess.setState({ required: false, needed: false });
  FakeSocket.all = [];
  vi.stubGlobal('WebSocket', FakeSocket);
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});
