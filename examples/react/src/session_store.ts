// The session lives outside React: however often parts mount, and effects run twice in
// development, there is one event poll.
import { useSyncExternalStore } from 'react';
import type { CecAgentPanel } from '../../../dist/panel.js';
import { GatewaySession } from '../../portal/gateway_session.js';

export type Account = Parameters<typeof GatewaySession.signIn>[0];

let session: GatewaySession | null = null;
/** What the page needs of it; null while nobody is signed in. */
let shown: { agentId: string; guid: string } | null = null;
let render = () => {};

/** The panel that is told of the events, while there is one. */
export const panel: { current: CecAgentPanel | null } = { current: null };

export function useSession() {
  return useSyncExternalStore(subscribe, () => shown);

  function subscribe(listener: () => void) {
    render = listener;
    return () => {};
  }
}

export async function signIn(account: Account) {
  void work(await GatewaySession.signIn(account));
}

export async function signOut() {
  await session?.signOut();
  session?.close();
}

/** Hands the Guid and the events on until the session is over. */
export async function work(begun: GatewaySession) {
  session = begun;
  session.onGuid = show;
  show(session.guid);
  try {
    for await (const event of begun.events()) panel.current?.pushEvent(event);
  } catch {
    // The gateway has ended the session, which the sign-in form says well enough.
  }
  begun.close();
  shown = null;
  render();

  function show(guid: string) {
    shown = { agentId: begun.agentId, guid };
    render();
  }
}
