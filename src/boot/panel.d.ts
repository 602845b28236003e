/**
 * Types of `panel.js`, which registers `<cec-agent-panel>`.
 *
 * All moments are milliseconds since 1970 by the browser's clock, or `null` where they are
 * not known. Every object that an event carries is frozen.
 */
import type { GatewayEvent, Pushed, UnreadEvent } from './gateway_event.js';

/** The agent's state; `unknown` while nothing is known, and for a code that no table has. */
export type AgentState =
  | 'idle'
  | 'wrap-up'
  | 'rest'
  | 'busy'
  | 'playback'
  | 'outbound-call'
  | 'occupied'
  | 'ringing'
  | 'talking'
  | 'three-party'
  | 'hold'
  | 'mute'
  | 'help'
  | 'transfer'
  | 'insert'
  | 'listen'
  | 'whisper'
  | 'abnormal'
  | 'signed-in'
  | 'signed-out'
  | 'pre-rest'
  | 'unknown';

/** Who said what the state is: the recovery at load, a poll, or an event of the portal. */
export type StateSource = 'none' | 'sync' | 'status' | 'host';

/** What was asked for and comes after the call or wrap-up; `cancelled` for a short while. */
export type PendingState = 'busy' | 'rest' | 'cancelled' | null;

/** Where the call stands: known from the page's load only, confirmed since, over, or on
 *  but described by nobody. */
export type CallStage = 'none' | 'at-load' | 'live' | 'ended' | 'undescribed';

/** What became of a command. None is called done without evidence. */
export type CommandVerdict = 'none' | 'running' | 'done' | 'unconfirmed' | 'refused';

/** How the panel stands with the gateway. */
export type ConnectionState =
  | 'connecting'
  | 'recovering'
  | 'live'
  | 'retrying'
  | 'slowed'
  | 'switching'
  | 'offline'
  | 'expired'
  | 'misconfigured'
  | 'following';

/** Who polls for this agent: this panel with no other, this one for others, another one. */
export type PanelRole = 'alone' | 'leads' | 'follows';

/** When something began. */
export interface Started {
  readonly since: number | null;
  /** The moment lies between two polls, or the clock has jumped. */
  readonly sinceIsEstimate: boolean;
}

/** What is known of the agent's state. */
export interface StateFacts extends Started {
  /** The gateway's number of a state that no table has; else `null`. */
  readonly code: number | null;
  readonly source: StateSource;
  /** When the state was last confirmed. */
  readonly asOf: number | null;
  /** Whether it is as recent as it should be. What is not fresh must not look live. */
  readonly fresh: boolean;
  /** What only the recovery at load knew of the call (hold, mute …), and when it said so, while
   *  polls agree that the agent is in a call; else `null`. */
  readonly detail: { readonly state: AgentState; readonly asOf: number } | null;
  readonly pending: PendingState;
  /** The gateway's number of why the agent is busy or rests (`reason` of the event): 2 a call was not
   *  answered, 3 a supervisor, 5 the phone, 7 a call was rejected, 200 to 250 the agent's own; of
   *  rest each is the site's own. */
  readonly reason: number | null;
}

/** What is known of the call. Numbers are masked where `mask-numbers` is set. */
export interface CallFacts extends Started {
  readonly stage: CallStage;
  readonly callId: string | null;
  /** Who is on the line of a call that goes on: the caller, or the called one of a call out and
   *  of an internal one that the agent has made. */
  readonly party: string | null;
  readonly caller: string | null;
  readonly called: string | null;
  /** The number that the caller dialled, before any routing. */
  readonly originalCalled: string | null;
  /** The gateway's number of the call feature. */
  readonly callType: number | null;
  /** The skill queue that it came through. */
  readonly skill: string | null;
  /** Who else is in the call, agents or a customer, with commas between. */
  readonly partner: string | null;
  /** The inspector who is on the call. */
  readonly inspector: string | null;
  /** The text that came with the call, as it came: whoever called may have written it. */
  readonly callData: string | null;
  /** The recording's serial number. */
  readonly recording: string | null;
  /** The ID of the call on hold, where that is another than the current one. */
  readonly heldCallId: string | null;
  /** When it was put on hold, and when the second call began, as far as that is believed. */
  readonly holdSince: number | null;
  readonly secondCallSince: number | null;
  /** When the call ended, and how many milliseconds it took; `null` while it goes on. */
  readonly until: number | null;
  readonly durationMs: number | null;
  /** The moment of all this. */
  readonly asOf: number | null;
}

/** What is known of the command on its way. */
export interface CommandFacts extends Started {
  /** The gateway's number of the command; 0 when none is shown, -1 for one that has no number. */
  readonly command: number;
  /** What the portal calls it. */
  readonly label: string | null;
  readonly verdict: CommandVerdict;
  /** In which words the gateway has refused it. */
  readonly refusal: string | null;
  /** Whether a poll or an event can show its effect here. Where not, the panel says that it was
   *  sent, and takes it away after 30 s. `null` with no command. */
  readonly checkable: boolean | null;
}

/** What is known of the connection. */
export interface ConnectionFacts {
  readonly since: number | null;
  /** How long the last answer took, in milliseconds. */
  readonly latencyMs: number | null;
  readonly role: PanelRole;
  /** What went wrong, while the panel says so: a class, for instance `timed out` (docs/messages.md has
   *  them), the HTTP status, and the gateway's result code. */
  readonly failure: string | null;
  readonly httpStatus: number | null;
  readonly retcode: string | null;
  /** When the gateway is asked next, while requests fail and none is under way. */
  readonly nextAskAt: number | null;
}

/** A limit of which three quarters have gone. */
export interface ReachedLimit {
  /** The state that has the limit. `hold` may be a hold within the badge's state. */
  readonly state: AgentState;
  /** The limit, in seconds. */
  readonly limit: number;
  readonly stage: 'near' | 'over';
  /** When the state began. */
  readonly since: number;
  /** The moment of this. */
  readonly at: number;
}

/** Whose panel an event is about; `null` while nobody is known to be signed in. */
export interface OfAgent {
  readonly agentId: string | null;
}

/** The panel stands in the page and has begun its work. */
export interface ReadyDetail {
  /** The panel's version. */
  readonly version: string;
}

/** The state or anything that is told of it has changed, but for `asOf` alone; `old` and `new` may be the
 *  same. */
export interface StateDetail extends OfAgent, StateFacts {
  readonly old: AgentState;
  readonly new: AgentState;
}

/** Three quarters of a limit have gone, or all of it. Each is told once. */
export interface LimitDetail extends OfAgent, ReachedLimit {}

/** The call, or what is known of it, has changed. */
export interface CallDetail extends OfAgent, CallFacts {}

/** A command is shown, its verdict has come, or it is no longer shown. */
export interface CommandDetail extends OfAgent, CommandFacts {}

/** The connection, the role or what is wrong has changed; `old` and `new` may be the same. */
export interface ConnectionDetail extends OfAgent, ConnectionFacts {
  readonly old: ConnectionState;
  readonly new: ConnectionState;
}

/** A call waits for the agent. Whoever prevents the default of the event has the panel show it on
 *  its card alone: no notification, no flashing title, no sound. */
export interface RingingDetail extends OfAgent {
  /** Who waits, as the badge says it; `null` where nobody has told it yet, as of the others. */
  readonly party: string | null;
  readonly caller: string | null;
  readonly callId: string | null;
  /** When, in ms since 1970 by this computer's clock. */
  readonly at: number;
}

/** The session is no longer good. The panel asks nothing until it is given another one. */
export interface SessionExpiredDetail extends OfAgent {
  readonly why: 'guid-refused' | 'session-over';
}

/** The module has died, and all panels of the page with it. A reload brings them back. */
export interface CrashDetail {
  /** Where, for the help desk. */
  readonly place: string;
}

/** The panel's events: all bubble and are composed. */
export interface CecAgentPanelEventMap {
  'cec-ready': CustomEvent<ReadyDetail>;
  'cec-state': CustomEvent<StateDetail>;
  'cec-limit': CustomEvent<LimitDetail>;
  'cec-call': CustomEvent<CallDetail>;
  'cec-command': CustomEvent<CommandDetail>;
  'cec-connection': CustomEvent<ConnectionDetail>;
  'cec-ringing': CustomEvent<RingingDetail>;
  'cec-session-expired': CustomEvent<SessionExpiredDetail>;
  'cec-crash': CustomEvent<CrashDetail>;
}

/** How old a part of a snapshot is. */
export interface Aged {
  /** Milliseconds since `asOf`, or `since` where there is no `asOf`. */
  readonly ageMs: number | null;
}

/** All that a host may know at a moment, for one that comes late. */
export interface Snapshot extends OfAgent {
  /** The panel's version; `null` while a page in an iframe has not answered. */
  readonly version: string | null;
  /** The moment of the snapshot itself. */
  readonly at: number;
  readonly state: StateFacts & Aged & { readonly state: AgentState };
  readonly call: CallFacts & Aged;
  readonly command: CommandFacts & Aged;
  readonly connection: ConnectionFacts & Aged & { readonly connection: ConnectionState };
  readonly limit: ReachedLimit | null;
}

/** What the help desk wants to see: docs/diagnostics.schema.json describes all of it. */
export interface Diagnostics {
  readonly format: 'cec-agent-panel-diagnostics';
  readonly formatVersion: 1;
  /** What the agent reads to the help desk, such as `482-107`; it stays until the next load. */
  readonly caseNumber: string;
  /** A moment in UTC, in the format of ISO 8601, as all moments in it. */
  readonly savedAt: string;
  readonly version: string | null;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly page: Readonly<Record<string, unknown>>;
  readonly browser: Readonly<Record<string, string>>;
  /** How many entries were older than those that are kept. */
  readonly dropped: number;
  /** The last 500 things that happened, oldest first. */
  readonly entries: readonly { readonly at: string; readonly local: string; readonly what: string; readonly [more: string]: unknown }[];
}

export type * from './gateway_event.js';

/** What a portal can set. `null` or nothing stands for the default. */
export interface PanelOptions {
  /** The agent's ID, 101 to 999999. Without it, the session in `sessionStorage` says. */
  agentId?: string | null | undefined;
  /** The base URL of the gateway; by default the page's own origin. */
  gateway?: string | null | undefined;
  /** Whether cookies go to a gateway on another origin; by default `same-origin`. */
  credentials?: 'same-origin' | 'include' | null | undefined;
  /** Who puts the Guid on the requests: the panel, with that of the session (`session`, the
   *  default), or the server between browser and gateway (`proxy`). */
  guidFrom?: 'session' | 'proxy' | null | undefined;
  /** Milliseconds between two polls while the page is seen, 1,000 to 60,000; default 3,000. */
  pollInterval?: number | null | undefined;
  /** The language, such as `en`, `es`, `th` or `zh-CN`; by default the browser's. */
  locale?: string | null | undefined;
  /** By default `auto`: as the system has it. */
  theme?: 'auto' | 'light' | 'dark' | null | undefined;
  /** By default `ask`: of a call that only polls tell of, the gateway is asked who it is. */
  callDetails?: 'ask' | 'off' | null | undefined;
  /** Whether only the last digits of callers' numbers are shown, and told. */
  maskNumbers?: boolean | null | undefined;
  /** By default `on`: a call that waits while nobody sees the panel is shown by the browser, once
   *  the agent has allowed it under the details. */
  callNotification?: 'on' | 'off' | null | undefined;
  /** Whether two short tones are heard then. */
  callSound?: boolean | null | undefined;
  /** By default `on`: Alt, Shift and a letter do what the details name. */
  keyboard?: 'on' | 'off' | null | undefined;
  /** The key of `sessionStorage` under which the portal writes the session, as JSON text
   *  `{"agentId":"…","guid":"…"}`; by default `cec-agent-panel.session`. With `""` no storage
   *  is read. */
  sessionKey?: string | null | undefined;
  /** The whole panel (the default), its parts closer together, or one line. */
  layout?: 'full' | 'compact' | 'badge' | null | undefined;
  /** Seconds by state, 1 to 86,400, from which on it is too long; none by default. JSON text of
   *  such an object does as well. */
  limits?: Limits | string | null | undefined;
  /** What the panel is called, by screen readers and in the title of its own page, at most 80 characters; by
   *  default its name in the language that is spoken. */
  heading?: string | null | undefined;
  /** Which rows the call card has, and in which order; all of them by default. `[]` for none. Or JSON
   *  text. */
  fields?: readonly CallField[] | string | null | undefined;
}

/** A row of the call card. */
export type CallField =
  | 'caller'
  | 'called'
  | 'original-called'
  | 'call-type'
  | 'skill'
  | 'hold'
  | 'second-call'
  | 'held-call'
  | 'partner'
  | 'inspector'
  | 'call-data'
  | 'call-id'
  | 'recording';

/** Seconds by state. */
export type Limits = { readonly [state in Exclude<AgentState, 'unknown'>]?: number | undefined };

/** A command: its number in the gateway's table (Table 7 of `syncagentinfo`) or an object, or the JSON
 *  text of either; `null` for one that has no number, whose label says what it is. `0` takes back the
 *  one before. */
export type SentCommand = number | string | ({ readonly command: number | string } & MoreOfCommand) | null;

/** What a portal may say of a command beside its number. */
export interface MoreOfCommand {
  /** What the portal calls it; needed where it has no number. */
  readonly label?: string | undefined;
  /** The state that it leads to: with that it is done. Without, the panel knows it of the numbers. */
  readonly expect?: Exclude<AgentState, 'unknown'> | undefined;
  /** For how many seconds a rest is booked, 1 to 86,400. */
  readonly seconds?: number | undefined;
  /** What the gateway answers. While it is not kept, and where it breaks, nothing is known of that. */
  readonly outcome?: PromiseLike<CommandOutcome> | undefined;
}

/** The gateway's answer to a command: accepted, refused in its words, or the answer itself. */
export type CommandOutcome =
  | 'accepted'
  | { readonly refused: string }
  | { readonly retcode: string | number; readonly message?: string | undefined };

/** A command that is shown. */
export interface ShownCommand {
  /** Takes it back, unless another one has been shown since. */
  withdraw(): void;
}

/** The element `<cec-agent-panel>`. */
export declare class CecAgentPanel extends HTMLElement {
  /** Attribute `agent-id`. See {@link PanelOptions} for this and the next ones. */
  get agentId(): string | null;
  set agentId(value: string | null | undefined);
  /** Attribute `gateway`. */
  get gateway(): string | null;
  set gateway(value: string | null | undefined);
  /** Attribute `credentials`. */
  get credentials(): 'same-origin' | 'include' | null;
  set credentials(value: 'same-origin' | 'include' | null | undefined);
  /** Attribute `guid-from`. */
  get guidFrom(): 'session' | 'proxy' | null;
  set guidFrom(value: 'session' | 'proxy' | null | undefined);
  /** Attribute `poll-interval`. */
  get pollInterval(): number | null;
  set pollInterval(value: number | null | undefined);
  /** Attribute `locale`. */
  get locale(): string | null;
  set locale(value: string | null | undefined);
  /** Attribute `theme`. */
  get theme(): 'auto' | 'light' | 'dark' | null;
  set theme(value: 'auto' | 'light' | 'dark' | null | undefined);
  /** Attribute `call-details`. */
  get callDetails(): 'ask' | 'off' | null;
  set callDetails(value: 'ask' | 'off' | null | undefined);
  /** Attribute `mask-numbers`: set when it stands there, whatever its value. */
  get maskNumbers(): boolean;
  set maskNumbers(value: boolean | null | undefined);
  /** Attribute `call-notification`. */
  get callNotification(): 'on' | 'off' | null;
  set callNotification(value: 'on' | 'off' | null | undefined);
  /** Attribute `call-sound`: set when it stands there, whatever its value. */
  get callSound(): boolean;
  set callSound(value: boolean | null | undefined);
  /** Attribute `keyboard`. */
  get keyboard(): 'on' | 'off' | null;
  set keyboard(value: 'on' | 'off' | null | undefined);
  /** Attribute `session-key`. */
  get sessionKey(): string | null;
  set sessionKey(value: string | null | undefined);
  /** Attribute `layout`. */
  get layout(): 'full' | 'compact' | 'badge' | null;
  set layout(value: 'full' | 'compact' | 'badge' | null | undefined);
  /** Attribute `limits`, as JSON text, which may be set as well. */
  get limits(): Limits | null;
  set limits(value: Limits | string | null | undefined);
  /** Attribute `heading`. */
  get heading(): string | null;
  set heading(value: string | null | undefined);
  /** Attribute `fields`, as JSON text, which may be set as well. */
  get fields(): readonly CallField[] | null;
  set fields(value: readonly CallField[] | string | null | undefined);
  /**
   * The Guid of the session. It has no attribute and cannot be read again; it goes to the
   * gateway in its header and nowhere else. Set it anew whenever the gateway gives a new one.
   */
  get guid(): undefined;
  set guid(value: string | null | undefined);

  /** What is known at this moment; before the panel is ready, that nothing is known. */
  snapshot(): Snapshot;
  /**
   * Shows what an event of the gateway says, at once and without asking the gateway. Up to
   * 100 events wait for a panel that is not ready yet. Unknown events are ignored.
   */
  pushEvent<Type extends string>(event: Pushed<GatewayEvent | UnreadEvent<Type>>): void;
  /** Shows a command that the portal has just sent. What cannot be meant is reported in the console, and
   *  leaves what is shown as it is. */
  showCommand(command: SentCommand, more?: MoreOfCommand): ShownCommand;
  /** Has the gateway asked now, as far as the limits allow: never twice within a second. Where
   *  another panel asks for this one, that one does. */
  refresh(): void;
  /** Kept when the panel is there for the first time, with what `cec-ready` tells. */
  get ready(): Promise<ReadyDetail>;
  /** What the help desk wants to see, without a secret or a datum of a call. */
  diagnostics(): Diagnostics;

  addEventListener<Name extends keyof HTMLElementEventMap>(
    type: Name,
    listener: (this: CecAgentPanel, event: HTMLElementEventMap[Name]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
  removeEventListener<Name extends keyof HTMLElementEventMap>(
    type: Name,
    listener: (this: CecAgentPanel, event: HTMLElementEventMap[Name]) => unknown,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | EventListenerOptions,
  ): void;
}

declare global {
  interface HTMLElementTagNameMap {
    'cec-agent-panel': CecAgentPanel;
  }
  // Where they pass on their way: the elements around the panel, a portal's shadow root, the page.
  interface HTMLElementEventMap extends CecAgentPanelEventMap {}
  interface ShadowRootEventMap extends CecAgentPanelEventMap {}
  interface DocumentEventMap extends CecAgentPanelEventMap {}
  interface WindowEventMap extends CecAgentPanelEventMap {}
}
