// The session that the bench measures with.

/** A call with all that a card can show. */
export const CALL = {
  caller: '13800138000',
  called: '4008001234',
  data: 'Order 4711, second enquiry',
  recording: '20240101-0001',
  talkingForMs: 90_000,
};

/**
 * Begins a fresh session, which may be asked as fast as anyone likes, and gives the text
 * that stands for it in `sessionStorage`.
 */
export async function signIn(gateway, setup = {}) {
  const guid = await gateway.signIn({ flowControl: false, ...setup });
  return JSON.stringify({ agentId: gateway.agentId, guid });
}
