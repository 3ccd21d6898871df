import * as l10n from '@vscode/l10n';
import { html, type TemplateResult } from 'lit';

/** Milliseconds between two announcements: nobody can listen faster. */
const pauseMs = 2_500;

/** Tells a screen reader what came in, politely: one thing at a time, and how many more there were. */
export class Announcer {
  private readonly region = document.createElement('div');
  private waiting: string[] = [];
  private pausing = false;

  constructor() {
    this.region.className = 'only-spoken';
    this.region.setAttribute('aria-live', 'polite');
  }

  say(text: string): void {
    this.waiting.push(text);
    if (!this.pausing) this.speak();
  }

  view(): TemplateResult {
    return html`${this.region}`;
  }

  private speak(): void {
    const last = this.waiting.at(-1);
    if (last === undefined) {
      this.pausing = false;
      return;
    }
    const more = this.waiting.length - 1;
    this.waiting = [];
    this.region.textContent = more > 0 ? l10n.t('{0} more replies. {1}', more, last) : last;
    this.pausing = true;
    setTimeout(() => {
      this.speak();
    }, pauseMs);
  }
}
