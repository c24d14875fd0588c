/** Made by compiler-files.ts, beside vite.config.ts. */
declare module "virtual:compiler-files" {
  /** Packed by gzip: the package's name for a file, where ours serves it, and how much there is to load. */
  export const COMPILER_FILES: { name: string; url: string; bytes: number }[];
}
