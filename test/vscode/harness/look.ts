/** What a person sees the product in: a colour theme and the size of the window. */
export interface Look {
  readonly theme: keyof typeof themes;
  readonly size: keyof typeof sizes;
}

/** The names that VS Code's setting `workbench.colorTheme` knows its own themes by. */
export const themes = {
  light: 'Light 2026',
  dark: 'Dark 2026',
  'high-contrast': 'Default High Contrast',
  'high-contrast-light': 'Default High Contrast Light',
} as const;

/** Pixels. Narrow is half a laptop's screen; wide a laptop's. */
export const sizes = {
  wide: { width: 1440, height: 900 },
  narrow: { width: 760, height: 900 },
} as const;

export const defaultLook: Look = { theme: 'dark', size: 'wide' };

/** The looks that every view is to be seen in. */
export const everyLook: readonly Look[] = (['light', 'dark', 'high-contrast'] as const).flatMap((theme) =>
  (['wide', 'narrow'] as const).map((size) => ({ theme, size })),
);
