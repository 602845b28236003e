import { Suspense, use, useState, type ComponentProps, type FormEvent } from 'react';
import type { PanelOptions, StateDetail } from '../../../dist/panel.js';
import { panel, signIn, signOut, useSession, type Account } from './session_store.ts';

// React sets a property only where the element has one. Before panel.js has defined the
// element, it would write the Guid into an attribute, for all to read.
const defined = customElements.whenDefined('cec-agent-panel');

export function App() {
  const session = useSession();
  return session ? <Desk {...session} /> : <SignIn />;
}

function SignIn() {
  const [problem, setProblem] = useState('');

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const fields = Object.fromEntries(new FormData(event.currentTarget));
    signIn(fields as unknown as Account).catch((error: Error) => setProblem(error.message));
  }

  return (
    <form onSubmit={submit}>
      <h1>Agent panel in React</h1>
      <label>Agent ID <input name="agentId" required /></label>
      <label>Password <input name="password" type="password" required /></label>
      <label>Phone number <input name="phoneNumber" required /></label>
      <button>Sign in</button>
      <p role="alert">{problem}</p>
    </form>
  );
}

function Desk({ agentId, guid }: { agentId: string; guid: string }) {
  const [shown, setShown] = useState(true);
  const [atEnd, setAtEnd] = useState(false);
  const [theme, setTheme] = useState<PanelOptions['theme']>('light');
  const [masked, setMasked] = useState(false);
  const [state, setState] = useState<StateDetail>();
  const [problem, setProblem] = useState('');

  const element = shown && (
    <Suspense key="panel" fallback={<p>Waiting for panel.js</p>}>
      <Panel
        ref={panel}
        agent-id={agentId}
        gateway="/"
        guid={guid}
        theme={theme}
        maskNumbers={masked}
        oncec-state={(event) => setState(event.detail)}
        oncec-session-expired={() => setProblem('The session has expired: sign in again.')}
      />
    </Suspense>
  );
  const work = (
    <section key="work">
      <p>
        Agent {agentId}: <output>{state ? `${state.old} → ${state.new}` : 'nothing yet'}</output>
      </p>
      <button onClick={() => setTheme(theme === 'light' ? 'dark' : 'light')}>Theme</button>
      <button onClick={() => setMasked(!masked)}>Mask numbers</button>
      <button onClick={() => setAtEnd(!atEnd)}>Move</button>
      <button onClick={() => setShown(!shown)}>{shown ? 'Unmount' : 'Mount'}</button>
      <button onClick={() => signOut().catch((error: Error) => setProblem(error.message))}>Sign out</button>
      <p role="alert">{problem}</p>
    </section>
  );
  // The keys let React move the element where it would else make a new one.
  return <main>{atEnd ? [work, element] : [element, work]}</main>;
}

function Panel(props: ComponentProps<'cec-agent-panel'>) {
  use(defined);
  return <cec-agent-panel {...props} />;
}
