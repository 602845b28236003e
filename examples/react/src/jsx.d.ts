// What JSX may say of <cec-agent-panel>: attributes and properties, and each event as `on`
// and its name.
import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { CecAgentPanel, CecAgentPanelEventMap, PanelOptions } from '../../../dist/panel.js';

type Events = { [Name in keyof CecAgentPanelEventMap as `on${Name}`]?: (event: CecAgentPanelEventMap[Name]) => void };
type Properties = PanelOptions & { guid?: string };

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'cec-agent-panel': DetailedHTMLProps<HTMLAttributes<CecAgentPanel>, CecAgentPanel> & Properties & Events;
    }
  }
}
