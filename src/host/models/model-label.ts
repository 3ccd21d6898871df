import { type ModelReference, parseModelReference } from '../../engine/models/model-reference.ts';

/** How a model is named to a person. */
export interface ModelLabel {
  /** The model's own name, or the file of a recording. */
  readonly name: string;
  /** Where it is: a host, a vendor. */
  readonly place: string;
  readonly nature: 'real' | 'recorded' | 'simulated';
}

/** Any text gives a label: what is no reference is its own name. */
export function modelLabel(reference: string): ModelLabel {
  const parsed = parsedOrNothing(reference);
  if (!parsed) return { name: reference, place: '', nature: 'real' };
  switch (parsed.scheme) {
    case 'openai':
      return { name: parsed.name, place: 'api.openai.com', nature: 'real' };
    case 'http':
      return { name: parsed.name, place: new URL(parsed.baseUrl).host, nature: 'real' };
    case 'vscode':
      return { name: parsed.name, place: parsed.vendor, nature: 'real' };
    case 'embedded':
      return { name: parsed.name, place: '', nature: 'real' };
    case 'recorded':
      return { name: parsed.path.replace(/^.*[\\/]/, ''), place: '', nature: 'recorded' };
    case 'simulated':
      return { name: parsed.name, place: '', nature: 'simulated' };
  }
}

function parsedOrNothing(reference: string): ModelReference | undefined {
  try {
    return parseModelReference(reference);
  } catch {
    return undefined;
  }
}
