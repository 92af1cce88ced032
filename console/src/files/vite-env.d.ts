/// <reference types="vite/client" />

interface ImportMetaEnv {
  /** where the parts of the PDF library lie that it fetches by name: see `pdf-parts.ts` */
  readonly PDF_PARTS: string;
}
