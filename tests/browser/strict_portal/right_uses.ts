// What a portal may write. The test compiles it, and nothing runs it.
import type {
  AgentState,
  CallField,
  CecAgentPanel,
  CecAgentPanelEventMap,
  CommandFacts,
  CommandOutcome,
  GatewayEvent,
  Limits,
  MoreOfCommand,
  PanelOptions,
  ReadyDetail,
  SentCommand,
  ShownCommand,
  Snapshot,
  StateDetail,
} from 'cec-agent-panel';
import { connect, type FramedPanel } from 'cec-agent-panel/host.js';
import type { CecAgentPanel as TheSame } from 'cec-agent-panel/panel.js';

/** What a portal that knows nothing of the panel makes of the gateway's answer. */
interface PollAnswer {
  retcode: string;
  message: string;
  event?: { eventType: string; workNo: string; content: unknown };
}

export const made: CecAgentPanel = document.createElement('cec-agent-panel');
export const found: TheSame | null = document.querySelector('cec-agent-panel');
export const defined: Promise<CustomElementConstructor> = customElements.whenDefined('cec-agent-panel');

export function set(panel: CecAgentPanel, guid: string | undefined, wanted: PanelOptions['theme']) {
  panel.agentId = '41001';
  panel.guid = guid;
  panel.theme = wanted;
  panel.theme = null;
  panel.layout = 'compact';
  panel.pollInterval = 5_000;
  panel.maskNumbers = true;
  panel.limits = { rest: 600, 'wrap-up': 60 };
  panel.limits = '{"rest": 600}';
  panel.heading = 'Telephony';
  panel.fields = ['call-data', 'caller'];
  panel.fields = '["caller"]';
}

export function get(panel: CecAgentPanel) {
  const theme: 'auto' | 'light' | 'dark' | null = panel.theme;
  const layout: PanelOptions['layout'] = panel.layout;
  const limits: Limits | null = panel.limits;
  const fields: readonly CallField[] | null = panel.fields;
  const nothing: undefined = panel.guid;
  return { theme, layout, rest: limits?.rest ?? 0, fields, nothing };
}

/** What is read from one panel can be set on another. */
export function copy(from: CecAgentPanel, to: CecAgentPanel) {
  to.theme = from.theme;
  to.credentials = from.credentials;
  to.guidFrom = from.guidFrom;
  to.callDetails = from.callDetails;
  to.callNotification = from.callNotification;
  to.keyboard = from.keyboard;
  to.layout = from.layout;
  to.limits = from.limits;
}

export function push(panel: CecAgentPanel | FramedPanel, answer: PollAnswer, text: string) {
  panel.pushEvent({ eventType: 'AgentState_Ready', workNo: '41001', content: null });
  panel.pushEvent({ eventType: 'AgentState_SetNotReady_Success', content: { reason: '200' } });
  panel.pushEvent({ eventType: 'AgentEvent_Hold', workNo: '41001', content: '1456402370-7' });
  panel.pushEvent({
    eventType: 'AgentEvent_Talking',
    workNo: '41001',
    eventGenTime: 1_456_402_371_000,
    content: { caller: '10086', callid: '1456402370-7', called: '70092', feature: '0', type: 'main', mediaAbility: '1' },
  });
  panel.pushEvent({ eventType: 'AgentEvent_Conference', content: { callid: '1456403570-17', partner: '10086,50009' } });
  // As it came, whatever it is.
  panel.pushEvent(answer);
  if (answer.event) panel.pushEvent(answer.event);
  panel.pushEvent({ workNo: '', eventList: [answer.event, answer.event].filter((event) => event !== undefined) });
  panel.pushEvent([{ eventType: 'AgentState_Busy' }, { eventType: 'AgentState_Work', content: null }]);
  panel.pushEvent(JSON.parse(text));
  panel.pushEvent(text);
}

/** What the gateway answers to a command. */
interface CommandAnswer {
  retcode: string;
  message: string;
}

export function command(panel: CecAgentPanel | FramedPanel, answer: Promise<CommandAnswer>, mine: SentCommand): ShownCommand[] {
  const outcome: Promise<CommandOutcome> = answer.then(({ retcode, message }) => (retcode === '0' ? 'accepted' : { refused: message }));
  const more: MoreOfCommand = { label: 'Answer', expect: 'talking', outcome };
  return [
    panel.showCommand(30),
    panel.showCommand('30', { outcome: answer }),
    panel.showCommand({ command: 31, seconds: 600 }),
    panel.showCommand({ command: '6', label: 'Park', expect: 'hold', outcome: undefined }),
    panel.showCommand(null, more),
    panel.showCommand(mine, { label: undefined }),
    panel.showCommand(0),
  ];
}

export async function wait(panel: CecAgentPanel | FramedPanel): Promise<ReadyDetail> {
  panel.refresh();
  const shown = panel.showCommand(6);
  shown.withdraw();
  return await panel.ready;
}

/** All that is told of a part, in strict types. */
export function read({ state, call, command, connection, limit }: Snapshot) {
  const facts: CommandFacts = command;
  const refused: string | null = facts.verdict === 'refused' ? facts.refusal : facts.label;
  const seconds: number = (call.durationMs ?? 0) / 1_000;
  const moments: (number | null)[] = [call.until, call.holdSince, call.secondCallSince, connection.nextAskAt];
  const texts: (string | null)[] = [
    call.originalCalled,
    call.skill,
    call.inspector,
    call.callData,
    call.recording,
    call.heldCallId,
    connection.failure,
    connection.retcode,
  ];
  return { refused, seconds, moments, texts, reason: state.reason?.toFixed(), status: connection.httpStatus, over: limit?.stage === 'over' };
}

/** The type of an event says what its content is. */
export function callOf(event: GatewayEvent): string | undefined {
  switch (event.eventType) {
    case 'AgentEvent_Hold':
      return event.content;
    case 'AgentEvent_Ringing':
      return event.content.callid;
    case 'AgentMediaEvent_Record':
      return `${event.content.callId} ${event.content.recordID}`;
    case 'AgentOther_PhoneAlerting':
      return event.content?.callid;
    default:
      return undefined;
  }
}

export function hear(panel: CecAgentPanel, iframe: HTMLIFrameElement, shadow: ShadowRoot) {
  const state = ({ detail }: CustomEvent<StateDetail>): AgentState => detail.new;
  panel.addEventListener('cec-state', state);
  panel.addEventListener('cec-ringing', function (event) {
    if (event.detail.caller === null) event.preventDefault();
    this.snapshot();
  });
  panel.addEventListener('click', (event) => event.clientX);
  panel.removeEventListener('cec-state', state);
  window.addEventListener('cec-call', ({ detail }) => detail.callData?.length);
  document.addEventListener('cec-limit', ({ detail }) => detail.limit.toFixed());
  document.body.addEventListener('cec-connection', ({ detail }) => detail.role === 'leads');
  shadow.addEventListener('cec-session-expired', ({ detail }) => detail.why === 'guid-refused');
  iframe.addEventListener('cec-command', ({ detail }) => detail.verdict === 'refused' && detail.refusal?.length);
  iframe.addEventListener('cec-height', ({ detail }) => detail.height.toFixed());
  window.addEventListener('cec-height', ({ target, detail }) => target === iframe && detail.height);
}

/** Every event of the map, with its detail. */
export function hearAll(listener: (detail: CecAgentPanelEventMap[keyof CecAgentPanelEventMap]['detail']) => void) {
  for (const name of ['cec-ready', 'cec-state', 'cec-crash'] as const) {
    window.addEventListener(name, ({ detail }) => listener(detail));
  }
}

export async function frame(iframe: HTMLIFrameElement, theme: 'light' | 'dark' | undefined) {
  const panel = connect(iframe, { agentId: '41001', theme, limits: { hold: 120 } });
  panel.guid = '…';
  panel.layout = 'badge';
  panel.layout = null;
  const mine: Snapshot = panel.snapshot();
  const { entries } = await panel.diagnostics();
  panel.disconnect();
  return [mine.state.state, mine.connection.connection, entries[0]?.what];
}
