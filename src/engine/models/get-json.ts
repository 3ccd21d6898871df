/** What a plain GET gave: a status with parsed JSON (undefined where it is none), or nothing within the limits. */
export interface GotJson {
  readonly status: number;
  readonly value: unknown;
}

const largest = 1024 * 1024;

/** Asks an address once, without following redirects, and reads at most 1 MB. Undefined where nothing answers. */
export async function getJson(url: string, signal: AbortSignal): Promise<GotJson | undefined> {
  try {
    const response = await fetch(url, {
      redirect: 'manual',
      signal,
      headers: { accept: 'application/json' },
    });
    const body: AsyncIterable<unknown> | null = response.body;
    const pieces: Uint8Array[] = [];
    let bytes = 0;
    for await (const piece of body ?? []) {
      if (!(piece instanceof Uint8Array)) break;
      pieces.push(piece);
      bytes += piece.byteLength;
      if (bytes > largest) return { status: response.status, value: undefined };
    }
    return { status: response.status, value: parse(Buffer.concat(pieces).toString('utf8')) };
  } catch {
    // Nothing listens, it is too slow, or it speaks something else: all the same to who asks.
    return undefined;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
