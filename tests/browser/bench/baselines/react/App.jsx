import { elapsed } from '../shared/desk.js';
import { useDesk } from './desk_store.js';
import { useNow } from './use_now.js';

export function App() {
  const desk = useDesk();
  const now = useNow();
  return (
    <main>
      <StatusBadge desk={desk} now={now} />
      <CallCard call={desk.call} now={now} />
      <Command command={desk.command} now={now} />
      <p className="connection" role="status">{desk.connection}</p>
    </main>
  );
}

function StatusBadge({ desk, now }) {
  return (
    <section className="badge" part="status-badge" data-source={desk.source} data-tone={desk.tone}>
      <p>{desk.state}</p>
      <time>{elapsed(desk.since, now)}</time>
    </section>
  );
}

function CallCard({ call, now }) {
  return (
    <section>
      <h2>Call</h2>
      {call ? (
        <dl>
          <dt>Caller</dt><dd><bdi>{call.caller}</bdi></dd>
          <dt>Called</dt><dd><bdi>{call.called}</bdi></dd>
          <dt>Call ID</dt><dd><bdi>{call.id}</bdi></dd>
          <dt>Duration</dt><dd><time>{elapsed(call.since, now)}</time></dd>
        </dl>
      ) : (
        <p>No call</p>
      )}
    </section>
  );
}

function Command({ command, now }) {
  return (
    <section>
      <h2>Command</h2>
      <p>{command?.name ?? 'None'} {command && <time>{elapsed(command.since, now)}</time>}</p>
    </section>
  );
}
