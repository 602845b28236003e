import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// While you write, the simulated gateway of the README has the panel and the interfaces.
const GATEWAY = 'http://127.0.0.1:8043';

export default defineConfig({
  base: './',
  plugins: [react()],
  server: {
    // The portal's gateway_session.js is beside this folder.
    fs: { allow: ['..'] },
    proxy: {
      '/agentgateway': GATEWAY,
      '/control': GATEWAY,
      '^/(panel\\.js|cec-agent-panel-)': GATEWAY,
    },
  },
});
