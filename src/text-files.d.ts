/** Prompts and Python sources are bundled as text (esbuild.mjs, vitest.config.ts). */
declare module '*.md' {
  const text: string;
  export default text;
}
declare module '*.txt' {
  const text: string;
  export default text;
}
declare module '*.py' {
  const text: string;
  export default text;
}
