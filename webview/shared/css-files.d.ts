/** Style sheets are bundled beside the script that imports them (esbuild.mjs). */
declare module '*.css' {}
