import { html, type Html } from './html.ts';

/** The report's style sheet: colour tokens first, then the page from top to bottom, then paper. */
export function reportStyle(): Html {
  return html`<style>
:root {
  color-scheme: light dark;
  --paper: #faf9f6; --card: #ffffff; --code: #f3f1eb; --ink: #22262b; --soft: #5c6470; --line: #e2dfd7;
  --accent: #2b5c8f; --accent-soft: #e8f0f8; --good: #1a6e40; --good-soft: #e6f4eb; --bad: #a8261d;
  --bad-soft: #fbebe9; --odd: #7d5200; --odd-soft: #fcf3df; --model: #4a7fb5; --python: #c08a2d;
  --sans: ui-sans-serif, system-ui, -apple-system, "Segoe UI", "Helvetica Neue", "Noto Sans", sans-serif;
  --serif: "Iowan Old Style", "Palatino Linotype", Palatino, "Source Serif 4", Georgia, serif;
  --mono: ui-monospace, "SF Mono", "Cascadia Code", Menlo, Consolas, "DejaVu Sans Mono", monospace;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --paper: #15171a; --card: #1c1f23; --code: #23272c; --ink: #dfe2e6; --soft: #9aa3ae; --line: #32373e;
    --accent: #8fbcec; --accent-soft: #1d2c3b; --good: #7fd3a0; --good-soft: #17291f; --bad: #f2958c;
    --bad-soft: #351f1d; --odd: #e6bd6a; --odd-soft: #30281a; --model: #5f97cf; --python: #c9983f;
  }
}
* { box-sizing: border-box; }
html { scroll-behavior: smooth; scroll-padding-top: 1rem; -webkit-text-size-adjust: 100%; }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.6 var(--sans); }
a { color: var(--accent); text-underline-offset: 0.15em; text-decoration-thickness: 1px; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 3px; }
:target { outline: 2px solid var(--accent); outline-offset: 3px; border-radius: 6px; }
main:target { outline: none; }
p { margin: 0.5rem 0; }
small, .count, .measure, .tool, .nothing, .address { color: var(--soft); font-size: 0.8125rem; }
code, pre { font-family: var(--mono); font-size: 0.8125rem; overflow-wrap: anywhere; }

.page { display: grid; grid-template-columns: minmax(0, 1fr); max-width: 84rem; margin: 0 auto; }
main { min-width: 0; padding: 2.5rem clamp(1rem, 4vw, 3rem) 4rem; }
.outline { padding: 1rem clamp(1rem, 4vw, 3rem); border-bottom: 1px solid var(--line); max-height: 14rem; overflow: auto; font-size: 0.875rem; line-height: 1.4; }
.outline ul { list-style: none; margin: 0; padding: 0; }
.outline a { display: block; padding: 0.2rem 0.5rem; color: var(--ink); text-decoration: none; border-radius: 4px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.outline a:hover { background: var(--accent-soft); }
.outline-title { margin: 0 0 0.25rem; }
.outline .outline-title a, .outline .sections a { color: var(--soft); }
.outline-title a { font-size: 0.75rem; text-transform: uppercase; letter-spacing: 0.08em; }
.outline .frame-entry { font-weight: 600; margin-top: 0.35rem; }
.outline .depth-1 { padding-left: 0.9rem; }
.outline .depth-2 { padding-left: 1.8rem; }
.outline .depth-3 { padding-left: 2.7rem; }
.outline .note-answer, .outline .note-good { color: var(--good); }
.outline .note-bad { color: var(--bad); }
.outline .note-odd { color: var(--odd); }
.outline [class^="note-"] .mark { color: inherit; font-size: 0.7em; }
@media (min-width: 64rem) {
  .page { grid-template-columns: 17rem minmax(0, 1fr); }
  .outline { position: sticky; top: 0; height: 100vh; max-height: none; padding: 2.5rem 0.75rem 2rem 1.25rem; border-bottom: 0; border-right: 1px solid var(--line); }
  main { max-width: 62rem; }
}

h1, h2 { font-family: var(--serif); font-weight: 600; line-height: 1.2; text-wrap: balance; overflow-wrap: anywhere; }
h1 { font-size: clamp(1.75rem, 4vw, 2.5rem); margin: 0.25rem 0 0.5rem; letter-spacing: -0.01em; }
h2 { font-size: 1.4rem; margin: 3rem 0 0.75rem; }
h3 { font-size: 1.05rem; margin: 2.25rem 0 0.75rem; }
h4, h5 { font-size: 0.95rem; margin: 1.25rem 0 0.5rem; }
h3, h4, h5 { line-height: 1.35; overflow-wrap: anywhere; }
h3 .measure, h4 .measure, h5 .measure { font-weight: 400; margin-left: 0.35rem; }
.eyebrow { margin: 0; color: var(--soft); font-size: 0.8125rem; }
.when { color: var(--soft); font-size: 0.875rem; }
.state { display: inline-block; padding: 0.05rem 0.6rem; margin-right: 0.4rem; border-radius: 1rem; font-weight: 600; color: var(--odd); background: var(--odd-soft); }
.state-done { color: var(--good); background: var(--good-soft); }
.state-failed { color: var(--bad); background: var(--bad-soft); }
.models { margin: 0.75rem 0 0; }
.used { display: inline-block; margin: 0 1rem 0.25rem 0; }
.model { font-family: var(--mono); font-size: 0.8125rem; overflow-wrap: anywhere; }
.when time { white-space: nowrap; }
.unreal { padding: 0.6rem 0.9rem; border-left: 3px solid var(--odd); background: var(--odd-soft); border-radius: 0 6px 6px 0; font-size: 0.9rem; }
.figures { display: flex; flex-wrap: wrap; gap: 1px; margin: 1.25rem 0 0; background: var(--line); border: 1px solid var(--line); border-radius: 8px; overflow: hidden; }
.figures div { flex: 1 1 8.5rem; background: var(--card); padding: 0.7rem 0.9rem; }
.figures dt { color: var(--soft); font-size: 0.75rem; }
.figures dd { margin: 0; font-size: 1.3rem; line-height: 1.3; font-variant-numeric: tabular-nums; }
.figures small { display: block; font-size: 0.75rem; }

.given { margin: 0; }
.given > div { display: grid; grid-template-columns: minmax(7rem, 13rem) minmax(0, 1fr); gap: 0.25rem 1.25rem; padding: 0.4rem 0; border-top: 1px solid var(--line); }
.given dt { color: var(--soft); font-size: 0.8125rem; padding-top: 0.15rem; overflow-wrap: anywhere; }
.given dd { margin: 0; min-width: 0; }
@media (max-width: 40rem) { .given > div { grid-template-columns: minmax(0, 1fr); } }

.mark { display: inline-block; width: 1.1em; text-align: center; font-style: normal; font-weight: 700; color: var(--soft); }
.mark-answered, .mark-done { color: var(--good); }
.mark-failed { color: var(--bad); }
.mark-cancelled, .mark-asked, .mark-open { color: var(--odd); }
.badge { display: inline-block; padding: 0 0.45rem; border-radius: 1rem; font-size: 0.75rem; line-height: 1.45; border: 1px solid var(--line); color: var(--soft); white-space: nowrap; }
.badge-recorded, .badge-simulated, .badge-edited { color: var(--odd); border-color: currentColor; }
.tool { font-family: var(--mono); font-size: 0.75rem; }

.frame .frame { border-left: 2px solid var(--line); padding-left: 1rem; margin-left: 0.25rem; }
.folded > .frame { content-visibility: auto; contain-intrinsic-size: auto 20rem; }
details > summary { cursor: pointer; }
.call { margin: 0.6rem 0; background: var(--card); border: 1px solid var(--line); border-radius: 8px; }
.call > summary { display: flex; flex-wrap: wrap; gap: 0.15rem 0.5rem; align-items: baseline; padding: 0.5rem 0.9rem; }
.call > summary::-webkit-details-marker { display: none; }
.call > summary::before { content: "▸" / ""; color: var(--soft); font-size: 0.75rem; width: 0.6rem; }
.call[open] > summary::before { content: "▾" / ""; }
.call > summary:hover { background: var(--accent-soft); border-radius: 8px 8px 0 0; }
.call > summary .label { font-weight: 600; overflow-wrap: anywhere; min-width: 0; }
.call > summary .measure { margin-left: auto; font-variant-numeric: tabular-nums; }
.call[open] > summary { border-bottom: 1px solid var(--line); }
.call-failed { border-color: var(--bad); }
.call-quiet { background: none; border-style: dashed; }
.call-quiet > summary { padding: 0.15rem 0.9rem; font-size: 0.875rem; color: var(--soft); }
.call-quiet > summary .label { font-weight: 400; }
.body { padding: 0.4rem 0.9rem 0.6rem; }
.address { margin: 0.6rem 0 0; overflow-wrap: anywhere; }
.address a { color: inherit; }
.lanes { border-left: 2px solid var(--accent); padding-left: 1rem; margin: 0.8rem 0 0.8rem 0.25rem; }
.lanes-line { margin: 0; font-size: 0.875rem; color: var(--soft); }
.lane { margin: 0.4rem 0; }
.lane > summary { font-size: 0.875rem; padding: 0.15rem 0; }

.message { margin: 0.75rem 0; }
.role { font-size: 0.75rem; font-weight: 600; color: var(--soft); margin-bottom: 0.15rem; overflow-wrap: anywhere; }
.message-reply, .message-output { border-left: 3px solid var(--accent); padding-left: 0.9rem; }
.message-person { border-left: 3px solid var(--python); padding-left: 0.9rem; }
.text, .code { overflow: clip; }
.words { white-space: pre-wrap; overflow-wrap: anywhere; unicode-bidi: plaintext; max-width: 46rem; }
pre { margin: 0; }
.block { display: block; }
pre.code { white-space: pre-wrap; tab-size: 4; background: var(--code); border-radius: 6px; padding: 0.6rem 0.8rem; margin: 0.35rem 0; line-height: 1.5; max-height: 40rem; overflow: auto; }
.hidden { font: 600 0.6875rem/1.3 var(--mono); color: var(--bad); background: var(--bad-soft); border: 1px solid currentColor; border-radius: 3px; padding: 0 0.2rem; unicode-bidi: isolate; direction: ltr; white-space: nowrap; }
.fold { margin: 0.5rem 0; }
.fold > summary { font-size: 0.875rem; color: var(--soft); overflow-wrap: anywhere; }
.fold > summary .preview { color: var(--ink); }
.reasoning > .text { color: var(--soft); border-left: 3px solid var(--line); padding-left: 0.9rem; margin-top: 0.35rem; }
.earlier ol { margin: 0.35rem 0; padding-left: 2.2rem; font-size: 0.875rem; }
.earlier .role { display: inline; }
.facts { display: flex; flex-wrap: wrap; gap: 0.1rem 0.9rem; font-size: 0.8125rem; color: var(--soft); align-items: baseline; font-variant-numeric: tabular-nums; }
.facts b { color: var(--ink); font-weight: 600; }
.fact { overflow-wrap: anywhere; min-width: 0; }
.fact-odd { color: var(--odd); }
.failure { color: var(--bad); background: var(--bad-soft); border-radius: 6px; padding: 0.5rem 0.8rem; overflow-wrap: anywhere; }
.attempts { font-size: 0.875rem; color: var(--odd); }
.attempts ol { margin: 0.2rem 0; padding-left: 1.5rem; }

.note { margin: 0.8rem 0; padding: 0.6rem 0.9rem; border-radius: 8px; border: 1px solid var(--line); background: var(--card); }
.note-line { margin: 0; overflow-wrap: anywhere; }
.note-line a { font-size: 0.8125rem; margin-left: 0.4rem; }
.kind { font-size: 0.75rem; color: var(--soft); margin-right: 0.3rem; }
.note-answer, .note-good { background: var(--good-soft); border-color: transparent; }
.note-bad { background: var(--bad-soft); border-color: transparent; }
.note-odd { background: var(--odd-soft); border-color: transparent; }
.outline .note-answer, .outline .note-good, .outline .note-bad, .outline .note-odd { background: none; margin: 0; padding: 0.2rem 0.5rem; border: 0; }
.warning { color: var(--bad); font-weight: 600; font-size: 0.875rem; }

.edit { margin: 0.8rem 0; padding: 0.6rem 0.9rem; border: 1px solid var(--line); border-radius: 8px; background: var(--card); overflow-wrap: anywhere; }
.difference { margin: 0.5rem 0; }
del { color: var(--bad); background: var(--bad-soft); text-decoration-thickness: 1px; }
ins { color: var(--good); background: var(--good-soft); text-decoration: none; }

.timeline { list-style: none; margin: 0.5rem 0 0; padding: 0; font-size: 0.8125rem; }
.timeline li { display: grid; grid-template-columns: minmax(6rem, 14rem) minmax(0, 1fr) 5rem; gap: 0.75rem; align-items: center; }
.timeline a { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; text-decoration: none; }
.timeline .measure { text-align: right; font-variant-numeric: tabular-nums; }
.track { position: relative; height: 0.6rem; border-radius: 3px; background: var(--code); overflow: hidden; }
.bar { position: absolute; top: 0; bottom: 0; min-width: 2px; border-radius: 3px; background: var(--soft); }
.bar-model { background: var(--model); }
.bar-python { background: var(--python); }
@media (max-width: 40rem) { .timeline li { grid-template-columns: minmax(0, 8rem) minmax(0, 1fr); } .timeline .measure { display: none; } }
table { border-collapse: collapse; font-size: 0.875rem; max-width: 100%; }
th, td { text-align: left; vertical-align: top; padding: 0.35rem 1.5rem 0.35rem 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
th { font-weight: 400; }
thead th { color: var(--soft); font-size: 0.75rem; }
.events { font-size: 0.875rem; padding-left: 1.5rem; }
footer { margin-top: 4rem; padding-top: 1rem; border-top: 1px solid var(--line); color: var(--soft); font-size: 0.8125rem; }

@media (forced-colors: active) {
  .bar { background: CanvasText; }
  .message-reply, .message-output, .unreal { border-left-color: CanvasText; }
}
@media print {
  @page { margin: 18mm 16mm; }
  :root { color-scheme: light; }
  body { background: #ffffff; font-size: 10.5pt; }
  .outline { display: none; }
  .page { display: block; }
  main { padding: 0; max-width: none; }
  .call, .note, .edit { break-inside: auto; }
  .call > summary, h2, h3, h4, h5, .role { break-after: avoid; }
  .figures, .unreal, .timeline li { break-inside: avoid; }
  pre.code { max-height: none; overflow: visible; border: 1px solid var(--line); }
  .folded > .frame { content-visibility: visible; }
  details::details-content { content-visibility: visible; block-size: auto; }
  a { color: inherit; text-decoration: none; }
}
</style>`;
}
