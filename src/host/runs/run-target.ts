/** A run, or one place in it, as commands name it. Rows of the tree are such targets themselves. */
export interface RunTarget {
  readonly run: string;
  /** The address of a call, a frame or a note. */
  readonly address?: string | undefined;
}
