// What strangers in the page do to texts, as functions for `page.addInitScript`.

/** Puts two nested elements with other text in the place of every text node with letters, as
 *  browsers' translators do, and again after each change; `translate="no"` is ignored. `kind`:
 *  `at-once`; `late`, in the place of the node that it has read, as one that asks a server;
 *  `careless`, in the place of all that stands in that node's element by then, and the first of
 *  two texts last; `everything`, also where there are no letters. */
export function translate(kind) {
  const pattern = kind === 'everything' ? /\S/ : /\p{Letter}/u;
  const done = new WeakSet();
  const translation = (text) => {
    const [outer, inner] = [document.createElement('font'), document.createElement('font')];
    inner.textContent = `«${text.toUpperCase()}»`;
    outer.append(inner);
    done.add(inner.firstChild);
    return outer;
  };
  const put = (node) => {
    if (done.has(node) || !pattern.test(node.data) || node.parentElement?.closest('script, style')) return;
    done.add(node);
    const { data, parentElement } = node;
    if (kind === 'late') setTimeout(() => node.isConnected && node.replaceWith(translation(data)), 200);
    else if (kind === 'careless') {
      const wait = data === 'Idle' ? 600 : 50;
      setTimeout(() => parentElement.replaceChildren(translation(data)), wait);
    }
    else node.replaceWith(translation(data));
  };
  const look = (root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const nodes = [];
    while (walker.nextNode()) nodes.push(walker.currentNode);
    nodes.forEach(put);
  };
  const watch = (root) => {
    look(root);
    new MutationObserver(() => look(root)).observe(root, { subtree: true, childList: true, characterData: true });
  };
  window.addEventListener('load', () => {
    watch(document.body);
    const shadow = document.querySelector('cec-agent-panel')?.shadowRoot;
    if (shadow) watch(shadow);
  });
}

/** Makes links of long numbers, again after each change. */
export function link() {
  const look = (root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const nodes = [];
    while (walker.nextNode()) nodes.push(walker.currentNode);
    for (const node of nodes) {
      if (!/^\d{7,}$/.test(node.data) || node.parentElement.localName === 'a') continue;
      const anchor = document.createElement('a');
      anchor.href = `tel:${node.data}`;
      anchor.textContent = node.data;
      node.replaceWith(anchor);
    }
  };
  window.addEventListener('load', () => {
    for (const root of [document.body, document.querySelector('cec-agent-panel')?.shadowRoot]) {
      if (!root) continue;
      look(root);
      new MutationObserver(() => look(root)).observe(root, { subtree: true, childList: true, characterData: true });
    }
  });
}

/** Notes, each time the page is painted, the badge's colour and word and the command's. */
export function notePaintings() {
  window.painted = { badge: [], command: [] };
  const part = (name) => {
    const root = document.querySelector('cec-agent-panel')?.shadowRoot ?? document;
    return root.querySelector(`[part="${name}"]`);
  };
  const note = () => {
    const [badge, command] = [part('status-badge'), part('command-indicator')];
    if (badge) {
      const { state, tone } = badge.dataset;
      window.painted.badge.push([state, tone, badge.querySelector('.badge-name').textContent]);
    }
    if (command) {
      const text = command.querySelector('.command-verdict').textContent;
      window.painted.command.push([command.dataset.verdict, '', text]);
    }
    // After the painting has been prepared, and all who watch the page have had their say.
    requestAnimationFrame(() => setTimeout(note));
  };
  window.addEventListener('load', note);
}
