import { html, type TemplateResult } from 'lit';

/** A small button with an icon, as in the bars of trees and editors. Its key is said in its title. */
export function actionButton(icon: string, title: string, act: () => void): TemplateResult {
  const click = (event: Event): void => {
    event.stopPropagation();
    act();
  };
  return html`<button
    class="action codicon codicon-${icon}"
    title=${title}
    aria-label=${title}
    tabindex="-1"
    @click=${click}
  ></button>`;
}
