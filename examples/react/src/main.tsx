import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { GatewaySession } from '../../portal/gateway_session.js';
import { work } from './session_store.ts';

const restored = GatewaySession.restore();
if (restored) void work(restored);
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
