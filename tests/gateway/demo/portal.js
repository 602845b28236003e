// A small agent portal: it signs an agent in through the gateway's real interfaces, owns
// the event poll and with it the Guid, and shows the panel beside a customer's card.

const SESSION = "cec-agent-panel.session";
const RESOURCE = "/agentgateway/resource";
// The gateway wants to be asked for events again after 200 to 500 ms.
const POLL_AGAIN_MS = 300;
const EVENTS_SHOWN = 12;

// Label, method and path of the interface, its body where it takes one.
const BUTTONS = [
  ["Idle", "POST", "onlineagent/{id}/sayfree"],
  ["Busy", "POST", "onlineagent/{id}/saybusy?reason=1"],
  ["Rest", "POST", "onlineagent/{id}/rest/600/0"],
  ["Wrap-up", "POST", "onlineagent/{id}/work"],
  ["Answer", "PUT", "voicecall/{id}/answer"],
  ["Hold", "POST", "voicecall/{id}/hold"],
  ["Unhold", "POST", "voicecall/{id}/gethold"],
  ["Mute", "POST", "voicecall/{id}/beginmute"],
  ["Unmute", "POST", "voicecall/{id}/endmute"],
  ["Consult 41900", "POST", "voicecall/{id}/innerhelp", { dstaddress: "41900", mode: 1 }],
  ["Conference", "POST", "voicecall/{id}/confjoin"],
  ["Transfer", "POST", "voicecall/{id}/transfer", { address: "41900" }],
  ["Hang up", "DELETE", "voicecall/{id}/release"],
  ["Call out", "PUT", "voicecall/{id}/callout", { called: "13900139000" }],
];

const element = (id) => document.getElementById(id);
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

let session = null;

/** Keeps the session where the panel looks for it before each of its requests. */
function keep(agentId, guid) {
  session = { agentId, guid };
  sessionStorage.setItem(SESSION, JSON.stringify(session));
}

/** The Guid that an answer brought, without the cookie's name before it. */
const guidOf = (response) => response.headers.get("Set-GUID")?.replace(/^JSESSIONID=/, "");

/** One request to the gateway with the present Guid; gives the response and its JSON. */
async function ask(method, path, body) {
  const headers = { "Content-Type": "application/json; charset=UTF-8" };
  if (session) headers.Guid = session.guid;
  const response = await fetch(`${RESOURCE}/${path}`, {
    method,
    headers,
    body: body === undefined ? undefined : JSON.stringify(body),
    cache: "no-store",
  });
  return { response, answer: await response.json() };
}

/** The session of an earlier visit in this tab, if the gateway still takes its Guid. */
async function resume() {
  try {
    session = JSON.parse(sessionStorage.getItem(SESSION));
    if (!session?.agentId) return false;
    const { answer } = await ask("GET", `onlineagent/${session.agentId}/agentstatus`);
    return answer.retcode === "0";
  } catch {
    return false;
  }
}

/** A fresh agent, signed in. */
async function signIn() {
  session = null;
  const account = await (await fetch("/control/demo", { method: "POST" })).json();
  const { response, answer } = await ask("PUT", `onlineagent/${account.agentId}`, {
    password: account.password,
    phonenum: account.phonenum,
  });
  if (answer.retcode !== "0") throw new Error(`sign-in: ${answer.retcode} ${answer.message}`);
  keep(account.agentId, guidOf(response));
}

/** Polls events, one poll at a time, until the gateway ends the session. */
async function pollEvents() {
  for (;;) {
    try {
      const { response, answer } = await ask("GET", `agentevent/${session.agentId}`);
      if (answer.retcode !== "0") return;
      const guid = guidOf(response);
      if (guid) keep(session.agentId, guid);
      if (answer.event) show(answer.event);
    } catch {
      // The gateway is away for a moment, or for good; ask less often meanwhile.
      await pause(2000);
    }
    await pause(POLL_AGAIN_MS);
  }
}

function show({ eventType, content, eventGenTime }) {
  const item = document.createElement("li");
  const time = document.createElement("time");
  time.textContent = new Date(eventGenTime).toLocaleTimeString();
  item.append(time, eventType);
  const list = element("events");
  list.prepend(item);
  while (list.children.length > EVENTS_SHOWN) list.lastChild.remove();
  // A consultation is not the customer.
  if (!content?.caller || content.type === "inner") return;
  element("caller").textContent = content.caller;
  element("called").textContent = content.called;
  element("call-id").textContent = content.callid ?? content.callId;
}

function addButtons() {
  for (const [label, method, path, body] of BUTTONS) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = label;
    button.addEventListener("click", async () => {
      if (!session) return;
      const outcome = element("outcome");
      try {
        const { answer } = await ask(method, path.replace("{id}", session.agentId), body);
        const done = answer.retcode === "0";
        outcome.textContent = `${label}: ${done ? "accepted" : `${answer.message} (${answer.retcode})`}`;
      } catch {
        outcome.textContent = `${label}: the gateway did not answer`;
      }
    });
    element("buttons").append(button);
  }
}

/** Shows the panel; only after the session stands where the panel looks for it. */
function showPanel() {
  const panel = element("panel");
  element("agent").textContent = session.agentId;
  element("reload").disabled = false;
  panel.hidden = false;
  // A panel that is there already finds the new session by itself, unless it is another
  // agent's.
  if (panel.dataset.agent !== session.agentId) panel.src = "../index.html";
  panel.dataset.agent = session.agentId;
}

async function run() {
  addButtons();
  element("reload").addEventListener("click", () => element("panel").contentWindow.location.reload());
  let resumed = await resume();
  for (;;) {
    try {
      if (!resumed) await signIn();
      resumed = false;
      showPanel();
      await pollEvents();
    } catch (error) {
      element("outcome").textContent = `No session yet: ${error.message}`;
      await pause(3000);
    }
  }
}

run();
