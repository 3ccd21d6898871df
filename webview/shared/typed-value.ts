/** What a person has typed into a text control, native or of the toolkit; undefined for what is none. */
export function typedValue(event: Event): string | undefined {
  const { target } = event;
  return target !== null && 'value' in target && typeof target.value === 'string' ? target.value : undefined;
}
