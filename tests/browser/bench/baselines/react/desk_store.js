// What is known of the agent, outside React: however often components mount, there is one
// sync. It begins before the first rendering, which it need not wait for.

import { useSyncExternalStore } from 'react';
import { NOTHING_YET } from '../shared/desk.js';
import { follow } from '../shared/follow.js';

let desk = NOTHING_YET;
const listeners = new Set();

follow((known) => {
  desk = known;
  for (const listener of listeners) listener();
});

export function useDesk() {
  return useSyncExternalStore(subscribe, () => desk);
}

function subscribe(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
