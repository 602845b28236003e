// What a template may say of <cec-agent-panel>: properties, and events with `@`.
import type { EmitFn, HTMLAttributes, PublicProps } from 'vue';
import type { CecAgentPanel, CecAgentPanelEventMap, PanelOptions } from '../../../dist/panel.js';

type Events = { [Name in keyof CecAgentPanelEventMap]: (event: CecAgentPanelEventMap[Name]) => void };

declare module 'vue' {
  interface GlobalComponents {
    'cec-agent-panel': new () => CecAgentPanel & {
      $props: PanelOptions & { guid?: string } & HTMLAttributes & PublicProps;
      $emit: EmitFn<Events>;
    };
  }
}
