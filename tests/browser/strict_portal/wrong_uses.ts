// What the compiler must not let a portal write: each mark here fails the test where nothing is
// wrong in the line below it.
import type { CecAgentPanel, GatewayEvent, Snapshot } from 'cec-agent-panel';
import { connect, type FramedPanel } from 'cec-agent-panel/host.js';
// @ts-expect-error There is no such file.
import 'cec-agent-panel/no_such_file.js';

export function set(panel: CecAgentPanel) {
  // @ts-expect-error No such theme.
  panel.theme = 'black';
  // @ts-expect-error No such layout.
  panel.layout = 'small';
  // @ts-expect-error `on` or `off`.
  panel.keyboard = true;
  // @ts-expect-error A number.
  panel.pollInterval = '5000';
  // @ts-expect-error The name of no state.
  panel.limits = { resting: 600 };
  // @ts-expect-error The name of no row.
  panel.fields = ['phone'];
  // @ts-expect-error The Guid is a text.
  panel.guid = 17;
}

export function get(panel: CecAgentPanel, framed: FramedPanel) {
  // @ts-expect-error It may not be set.
  panel.theme.length;
  // @ts-expect-error No such layout.
  if (panel.layout === 'small') return;
  // @ts-expect-error The Guid cannot be read.
  const guid: string = panel.guid;
  // @ts-expect-error It has to be awaited.
  framed.diagnostics().entries;
  // @ts-expect-error The operator's, in a frame.
  framed.gateway = '/';
  return guid;
}

interface AnswerWithoutType {
  retcode: string;
  event: { content: string };
}

export function push(panel: CecAgentPanel | FramedPanel, unknown: unknown, answer: AnswerWithoutType) {
  // @ts-expect-error No event of the table.
  panel.pushEvent({ eventType: 'AgentEvent_Holding', content: '1456402370-7' });
  // @ts-expect-error The call's ID alone.
  panel.pushEvent({ eventType: 'AgentEvent_Hold', content: { callid: '1456402370-7' } });
  // @ts-expect-error Which call?
  panel.pushEvent({ eventType: 'AgentEvent_Ringing', content: { caller: '10086' } });
  // @ts-expect-error No content.
  panel.pushEvent({ eventType: 'AgentEvent_Talking' });
  // @ts-expect-error `main` or `assistant`.
  panel.pushEvent({ eventType: 'AgentEvent_Talking', content: { callid: '1456402370-7', type: 'inner' } });
  // @ts-expect-error It is spelt `callid` there.
  panel.pushEvent({ eventType: 'AgentEvent_Customer_Release', content: { callId: '1456402370-7' } });
  // @ts-expect-error One of them is none.
  panel.pushEvent([{ eventType: 'AgentState_Ready' }, { eventType: 'AgentState_Readdy' }]);
  // @ts-expect-error In the push mode's list as well.
  panel.pushEvent({ workNo: '', eventList: [{ eventType: 'AgentState_Readdy' }] });
  // @ts-expect-error An event has a type.
  panel.pushEvent(answer);
  // @ts-expect-error Nobody knows what it is.
  panel.pushEvent(unknown);
  // @ts-expect-error A number is no event.
  panel.pushEvent(7);
}

export function command(panel: CecAgentPanel | FramedPanel, answer: Promise<Response>) {
  // @ts-expect-error The number of a command, in the table or as a text; or null.
  panel.showCommand(undefined);
  // @ts-expect-error Which command?
  panel.showCommand({ label: 'Answer' });
  // @ts-expect-error No state has that name.
  panel.showCommand(null, { label: 'Answer', expect: 'answered' });
  // @ts-expect-error Nobody expects not to know.
  panel.showCommand(null, { label: 'Answer', expect: 'unknown' });
  // @ts-expect-error Seconds are a number.
  panel.showCommand(31, { seconds: '600' });
  // @ts-expect-error What comes later, not what is known by now.
  panel.showCommand(30, { outcome: 'accepted' });
  // @ts-expect-error Nobody has read the answer yet.
  panel.showCommand(30, { outcome: answer });
  // @ts-expect-error Refused in which words?
  panel.showCommand(30, { outcome: Promise.resolve({ refused: true }) });
  // @ts-expect-error No word for what the gateway has answered.
  panel.showCommand(30, { outcome: Promise.resolve('refused') });
  // @ts-expect-error It has no other.
  panel.showCommand(30).cancel();
  // @ts-expect-error It tells when there is an answer, by events.
  panel.refresh().then(() => {});
  // @ts-expect-error It has to be awaited.
  panel.ready.version;
  // @ts-expect-error It cannot be set.
  panel.ready = Promise.resolve({ version: '1' });
}

export function read({ call, limit }: Snapshot): number {
  // @ts-expect-error While it goes on there is none.
  const end: number = call.until;
  // @ts-expect-error There may be none.
  return end + limit.since;
}

export function callOf(event: GatewayEvent): string {
  // @ts-expect-error Not every content has it.
  return event.content.callid;
}

export function hear(panel: CecAgentPanel, iframe: HTMLIFrameElement) {
  // @ts-expect-error The state is in the detail.
  panel.addEventListener('cec-state', (event) => event.state);
  // @ts-expect-error No state has that name.
  window.addEventListener('cec-state', ({ detail }) => detail.new === 'sleeping');
  // @ts-expect-error Nobody may change what the next listener is given.
  document.addEventListener('cec-call', ({ detail }) => (detail.caller = null));
  // @ts-expect-error No verdict has that name.
  iframe.addEventListener('cec-command', ({ detail }) => detail.verdict === 'accepted');
  // @ts-expect-error The caller may not be known.
  iframe.addEventListener('cec-ringing', ({ detail }) => detail.caller.length);
}

export function frame(iframe: HTMLIFrameElement) {
  // @ts-expect-error The operator's, in a frame.
  connect(iframe, { gateway: '/' });
  // @ts-expect-error No such locale type.
  connect(iframe, { locale: 7 });
}
