import { html, type Html } from './html.ts';

/** Whether a model inferred anything: recorded and simulated ones are labelled wherever their results appear. */
export function natureOf(reference: string): 'real' | 'recorded' | 'simulated' {
  const scheme = /^\s*(recorded|simulated):/i.exec(reference)?.[1]?.toLowerCase();
  return scheme === 'recorded' || scheme === 'simulated' ? scheme : 'real';
}

/** A model's reference, and what it is where it is no real model. */
export function modelReference(reference: string): Html {
  return html`<span class="model"><bdi>${reference}</bdi></span>${natureBadge(reference)}`;
}

/** Beside whatever came from a model that inferred nothing. */
export function natureBadge(reference: string): Html | undefined {
  const nature = natureOf(reference);
  return nature === 'real' ? undefined : html` <span class="badge badge-${nature}">${nature}</span>`;
}
