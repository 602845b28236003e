/**
 * Types of `host.js`, for a portal that shows the panel's page in an iframe. Where that page is of
 * another origin, its `config.json` must name the portal's in `parentOrigins`.
 */
import type { GatewayEvent, Pushed, UnreadEvent } from './gateway_event.js';
import type {
  CecAgentPanelEventMap,
  Diagnostics,
  MoreOfCommand,
  PanelOptions,
  ReadyDetail,
  SentCommand,
  ShownCommand,
  Snapshot,
} from './panel.js';

/**
 * What a portal can set. Where the gateway is, whether cookies go to it and who adds the Guid
 * is the operator's to say, in `config.json`.
 */
export type FrameOptions = Omit<PanelOptions, 'gateway' | 'credentials' | 'guidFrom'> & {
  /** The Guid of the session. */
  guid?: string | null | undefined;
};

/** The options as properties: what the portal has set last, and `null` for what it has not. */
export type FrameProperties = {
  [Name in keyof Omit<FrameOptions, 'guid'>]-?: Exclude<FrameOptions[Name], undefined>;
};

/** The height that the panel needs, whenever it has changed. */
export interface HeightDetail {
  /** In CSS pixels. */
  readonly height: number;
}

/** What the iframe dispatches: the element's events, and the panel's height. */
export interface FramedPanelEventMap extends CecAgentPanelEventMap {
  'cec-height': CustomEvent<HeightDetail>;
}

/** The panel in an iframe: the same properties and methods as the element has. */
export interface FramedPanel extends FrameProperties {
  /** It cannot be read again. Set it anew whenever the gateway gives a new one. */
  get guid(): undefined;
  set guid(value: string | null | undefined);
  /** What the page has told last, with ages as of now. */
  snapshot(): Snapshot;
  /** See `CecAgentPanel.pushEvent`. */
  pushEvent<Type extends string>(event: Pushed<GatewayEvent | UnreadEvent<Type>>): void;
  /** See `CecAgentPanel.showCommand`. */
  showCommand(command: SentCommand, more?: MoreOfCommand): ShownCommand;
  /** See `CecAgentPanel.refresh`. Before the page has answered there is nothing to ask for. */
  refresh(): void;
  /** Kept when the page has answered for the first time, with what `cec-ready` tells. */
  get ready(): Promise<ReadyDetail>;
  /** Fails when the page has not answered within five seconds. */
  diagnostics(): Promise<Diagnostics>;
  /** Ends the connection. The page in the iframe goes on. */
  disconnect(): void;
}

/**
 * Connects to the panel's page in an iframe, whether or not it has loaded, and connects
 * again whenever the iframe loads anew or is moved. The iframe then dispatches the panel's events. Where
 * nobody answers for ten seconds, a warning in the console says why that may be, once.
 */
export declare function connect(iframe: HTMLIFrameElement, options?: FrameOptions): FramedPanel;

declare global {
  // The other events of the iframe bring their types with `panel.d.ts`.
  interface HTMLElementEventMap {
    'cec-height': CustomEvent<HeightDetail>;
  }
  interface ShadowRootEventMap {
    'cec-height': CustomEvent<HeightDetail>;
  }
  interface DocumentEventMap {
    'cec-height': CustomEvent<HeightDetail>;
  }
  interface WindowEventMap {
    'cec-height': CustomEvent<HeightDetail>;
  }
}
