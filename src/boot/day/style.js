// Later than the module: how the agent's day looks. It stands at the foot of the call card, so that nothing
// moves when it comes, and only where there is no call and the layout has room for it.
export const STYLE = `@layer parts {
  .day {
    display: flex;
    flex-direction: column;
    flex: 1 0 auto;
    justify-content: flex-end;
    gap: 0.375em;
    padding-block-start: 0.25em;
    color: var(--_cec-text);
  }
  .panel:is([data-layout="compact"], [data-layout="badge"]) .day,
  .call:not([data-call="none"], [data-call="ended"]) .day { display: none; }

  .day-head {
    display: flex;
    align-items: center;
    gap: 0.375em;

    & h3 {
      flex: 1;
      margin: 0;
      color: var(--_cec-quiet);
      font-size: calc(1em * var(--_cec-small));
      font-weight: 600;
    }
    & button.small {
      --_cec-size: var(--_cec-small);
      min-block-size: calc(1.5em / var(--_cec-size));
      padding: 0 calc(0.375em / var(--_cec-size));
      color: var(--_cec-quiet);
    }
    & button[aria-expanded="true"] { border-color: var(--_cec-quiet); color: var(--_cec-text); }
  }

  .day-figures {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25em 0.5em;

    & > div { display: flex; flex: 1 0 auto; flex-direction: column-reverse; justify-content: flex-end; max-inline-size: 100%; }
    & dt { color: var(--_cec-quiet); font-size: 0.75em; line-height: 1.3; }
    & dd { font-size: 1.0625em; font-weight: 600; line-height: 1.25; }
  }

  .day-strip {
    position: relative;
    flex: 1 0 2em;
    max-block-size: 6em;
    overflow: clip;
    border-radius: calc(var(--_cec-corner) / 2);
    background: var(--_cec-ground);

    & > * { position: absolute; inset: 0; }
    & svg { inline-size: 100%; block-size: 100%; shape-rendering: crispEdges; }
  }
  /* Where nothing covers it, nothing is known. */
  .day-ground {
    background: repeating-linear-gradient(
      -45deg, var(--_cec-quiet) 0 1px, var(--_cec-surface) 1px 5px
    );
  }
  .day-strip path {
    &[data-layer="known"] { fill: var(--_cec-ground); }
    &[data-layer="ready"] { fill: var(--_cec-ready); }
    &[data-layer="not-ready"] { fill: var(--_cec-not-ready); }
    &[data-layer="ringing"] { fill: var(--_cec-ringing); }
    &[data-layer="in-call"] { fill: var(--_cec-in-call); }
    &[data-layer="wrap-up"] { fill: var(--_cec-wrap-up); }
    &:is([data-layer="offline"], [data-layer="unknown"]) { fill: var(--_cec-offline); }
    &[data-layer="polled"] {
      stroke: var(--_cec-surface);
      stroke-width: 4px;
      stroke-dasharray: 2px 2px;
      vector-effect: non-scaling-stroke;
    }
  }

  .day-strip, .day-hours { direction: ltr; }
  .day-hours { position: relative; block-size: 1.125em; }
  .day-hour {
    position: absolute;
    padding-inline-start: 0.25em;
    border-inline-start: 1px solid var(--_cec-quiet);
    color: var(--_cec-quiet);
    font-size: calc(1em * var(--_cec-small));
    line-height: 1.3;

    &[hidden] { display: none; }
  }

  .day-refused { color: var(--_cec-warning); font-size: calc(1em * var(--_cec-small)); }
  .day-refused:empty, .day-table-place:empty { display: none; }
  .day-table {
    inline-size: 100%;
    border-collapse: collapse;
    font-size: calc(1em * var(--_cec-small));

    & caption { caption-side: bottom; padding-block: 0.25em; color: var(--_cec-quiet); text-align: start; }
    & :is(th, td) { padding: 0.125em 0.5em 0.125em 0; border-block-end: 1px solid var(--_cec-line); text-align: start; white-space: nowrap; }
    & :is(th, td):nth-child(3) { white-space: normal; overflow-wrap: anywhere; }
    & th { color: var(--_cec-quiet); font-weight: 600; }
    & :is(th, td):last-child { padding-inline-end: 0; text-align: end; }
  }

  @container (max-width: 22.5em) {
    .day-figures { display: grid; grid-template-columns: repeat(3, auto); }
    .day-table { font-size: 0.75em; }
    .day-table :is(th, td) { padding-inline-end: 0.25em; }
  }
  @container (max-width: 30em) {
    .day-hour[data-narrow="false"] { display: none; }
  }

  @media (forced-colors: active) {
    .day-strip { border: 1px solid CanvasText; }
    .day-ground { forced-color-adjust: none; background: repeating-linear-gradient(-45deg, GrayText 0 1px, Canvas 1px 5px); }
    .day-strip path[data-layer] { fill: CanvasText; }
    .day-strip path[data-layer="known"] { fill: Canvas; }
    .day-strip path:is([data-layer="in-call"], [data-layer="ringing"]) { fill: Highlight; }
    .day-strip path[data-layer="polled"] { stroke: Canvas; }
  }
}
`;
