import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { pdfParts, pdfPartsAddress } from './pdf-parts.ts';

const server = process.env.SHOUWEN_DEV_SERVER ?? 'http://127.0.0.1:8080';

export default defineConfig({
  base: '/',
  plugins: [react(), pdfParts()],
  define: { 'import.meta.env.PDF_PARTS': JSON.stringify(pdfPartsAddress) },
  worker: { format: 'es' },
  build: { target: 'es2022', chunkSizeWarningLimit: 600 },
  server: {
    host: '127.0.0.1',
    port: 5173,
    // the host stays as asked: the server takes changes from pages of its own origin only
    proxy: {
      '/api': { target: server, changeOrigin: false },
      '/socket.io': { target: server, changeOrigin: false, ws: true },
    },
  },
});
