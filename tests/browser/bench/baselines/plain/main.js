// The baseline in plain JavaScript: the page has its elements, and this fills them.

import { NOTHING_YET, elapsed } from '../shared/desk.js';
import { follow } from '../shared/follow.js';

const badge = document.querySelector('.badge');
const element = (id) => document.getElementById(id);
let desk = NOTHING_YET;

function write(id, text) {
  const { firstChild } = element(id);
  // What says the same is left alone, so that a selection in it lasts.
  if (firstChild?.data !== text) element(id).textContent = text;
}

function showTimes() {
  const now = performance.now();
  write('state-time', elapsed(desk.since, now));
  write('call-time', desk.call ? elapsed(desk.call.since, now) : '');
  write('command-time', desk.command ? elapsed(desk.command.since, now) : '');
}

function show(known) {
  desk = known;
  badge.dataset.tone = desk.tone;
  write('state', desk.state);
  element('call').hidden = !desk.call;
  element('no-call').hidden = Boolean(desk.call);
  if (desk.call) {
    write('caller', desk.call.caller);
    write('called', desk.call.called);
    write('call-id', desk.call.id);
  }
  write('command', desk.command?.name ?? 'None');
  write('connection', desk.connection);
  showTimes();
  badge.dataset.source = desk.source;
}

setInterval(showTimes, 1_000);
follow(show);
