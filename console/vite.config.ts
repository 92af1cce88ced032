import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const server = process.env.SHOUWEN_DEV_SERVER ?? 'http://127.0.0.1:8080';

export default defineConfig({
  base: '/',
  plugins: [react()],
  build: { target: 'es2022', chunkSizeWarningLimit: 600 },
  server: {
    host: '127.0.0.1',
    port: 5173,
    proxy: { '/api': server, '/socket.io': { target: server, ws: true } },
  },
});
