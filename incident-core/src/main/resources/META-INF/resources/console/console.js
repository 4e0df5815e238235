// Live updates, keys, commands and the drawing. Everything is readable without it.
(() => {
  const body = document.body;
  const workspace = body.dataset.workspace;
  const page = body.dataset.page;
  const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  // ---- live: one stream of changes; what is on show is fetched anew, at most twice a second
  const live = document.getElementById('live');
  let pending = null;
  const refreshSoon = () => { pending = pending || setTimeout(() => { pending = null; refresh(); }, 500); };
  // One at a time: an answer that is overtaken would put the page back.
  let fetching = false;
  let again = false;
  async function refresh() {
    if (fetching) { again = true; return; }
    fetching = true;
    try { await fetchAnew(); } finally {
      fetching = false;
      if (again) { again = false; refresh(); }
    }
  }
  async function fetchAnew() {
    const url = new URL(location.href);
    if (page === 'list') url.searchParams.set('rows', 'true');
    else if (page !== 'incident') return;
    const answer = await fetch(url);
    if (!answer.ok) return;
    const text = await answer.text();
    // From here to the end nothing waits: what the reader did while the answer was on its way is kept.
    if (page === 'list') showRows(text); else showIncident(text);
  }
  function showRows(text) {
    const box = document.getElementById('rows');
    const focused = box.contains(document.activeElement);
    const index = rowAt() < 0 ? rows().indexOf(document.activeElement.closest('tr[data-href]')) : rowAt();
    const chosen = rows()[index]?.dataset.href;
    box.innerHTML = text;
    const same = rows().findIndex((r) => r.dataset.href === chosen);
    select(same < 0 ? index : same, focused);
  }
  function showIncident(text) {
    const fresh = new DOMParser().parseFromString(text, 'text/html');
    const note = document.getElementById('note-text');
    const kept = note && { text: note.value, focused: document.activeElement === note };
    const open = [...document.querySelectorAll('details')].map((d) => d.open);
    document.getElementById('incident').replaceWith(fresh.getElementById('incident'));
    document.title = fresh.title;
    Object.assign(body.dataset, fresh.body.dataset);
    document.querySelectorAll('details').forEach((d, i) => { if (open[i] !== undefined) d.open = open[i]; });
    const noteNow = document.getElementById('note-text');
    if (kept && noteNow) { noteNow.value = kept.text; if (kept.focused) noteNow.focus(); }
    wire();
    draw();
  }
  // What stood at a time, and what is over, does not change.
  if (['list', 'incident'].includes(page) && !body.dataset.at) {
    const stream = new EventSource(`/api/incidents/${workspace}/events`);
    stream.onopen = () => { live.textContent = 'live'; live.classList.add('on'); };
    stream.onerror = () => { live.textContent = 'reconnecting…'; live.classList.remove('on'); };
    const concerns = (event) => {
      if (page !== 'incident') return true;
      try { const said = JSON.parse(event.data); return !said.incident || body.dataset.family.split(' ').includes(said.incident); } catch { return true; }
    };
    const heard = (event) => { if (concerns(event)) refreshSoon(); };
    stream.onmessage = heard;
    ['changed', 'linked', 'refresh', 'incident'].forEach((kind) => stream.addEventListener(kind, heard));
  }

  // ---- the list
  const rows = () => [...document.querySelectorAll('tr[data-href]')];
  const rowAt = () => rows().findIndex((r) => r.classList.contains('at'));
  function select(index, focus = true) {
    const all = rows();
    all.forEach((r) => r.classList.remove('at'));
    if (index < 0 || !all.length) return;
    const row = all[Math.min(index, all.length - 1)];
    row.classList.add('at');
    if (!focus) return;
    row.querySelector('a').focus({ preventScroll: true });
    row.scrollIntoView({ block: 'nearest' });
  }
  document.addEventListener('click', (event) => {
    const row = event.target.closest('tr[data-href]');
    if (row && !event.target.closest('a')) location.href = row.dataset.href;
  });
  const filters = document.getElementById('filters');
  if (filters) {
    let typing = null;
    const apply = () => {
      const url = new URL(location.href);
      url.search = new URLSearchParams(new FormData(filters)).toString();
      history.replaceState(null, '', url);
      refresh();
    };
    filters.addEventListener('change', apply);
    filters.addEventListener('input', () => { clearTimeout(typing); typing = setTimeout(apply, 250); });
    filters.addEventListener('submit', (event) => { event.preventDefault(); apply(); });
  }

  // ---- commands
  async function command(fields) {
    const answer = document.getElementById('answer');
    answer.textContent = '';
    const response = await fetch(`/api/incidents/${workspace}/${body.dataset.incident}/commands`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID() },
      body: JSON.stringify(fields),
    });
    if (!response.ok) {
      const problem = await response.json().catch(() => ({}));
      answer.textContent = problem.detail || `That did not work (${response.status}).`;
    }
    refreshSoon();
    return response.ok;
  }
  function wire() {
    document.querySelectorAll('[data-command]').forEach((button) => {
      button.onclick = () => { button.disabled = true; command({ type: button.dataset.command }); };
    });
    const note = document.getElementById('note');
    if (note) {
      note.onsubmit = async (event) => {
        event.preventDefault();
        const text = document.getElementById('note-text').value;
        if (!text.trim() || !await command({ type: 'note', text: text.trim() })) return;
        const box = document.getElementById('note-text');
        if (box.value === text) box.value = '';
      };
    }
  }

  // ---- keys
  const keys = document.getElementById('keys');
  document.getElementById('keys-button').onclick = () => keys.showModal();
  document.addEventListener('keydown', (event) => {
    if (event.target.matches('input:not([type=radio]), select, textarea') || event.ctrlKey || event.metaKey || event.altKey) {
      if (event.key === 'Escape') event.target.blur();
      return;
    }
    const act = {
      '?': () => keys.showModal(),
      '/': () => { const search = document.getElementById('search'); if (search) { event.preventDefault(); search.focus(); } },
      j: () => select(rowAt() + 1),
      k: () => select(Math.max(0, rowAt() - 1)),
      u: () => { const up = document.getElementById('up'); if (up) location.href = up.href; },
      a: () => { const button = document.querySelector('[data-command=acknowledge]'); if (button && !button.disabled) button.click(); },
    }[event.key];
    if (act && !keys.open) act();
  });

  // ---- the drawing: dagre lays out, cytoscape draws
  let drawn = '';
  async function draw() {
    const box = document.getElementById('graph');
    if (!box || !window.cytoscape || !window.dagre) return;
    const at = body.dataset.at ? `?at=${encodeURIComponent(body.dataset.at)}` : '';
    const answer = await fetch(`/incidents/${workspace}/${body.dataset.incident}/graph${at}`);
    if (!answer.ok) return;
    const graph = await answer.json();
    const layout = new dagre.graphlib.Graph().setGraph({ rankdir: 'LR', nodesep: 14, ranksep: 60 }).setDefaultEdgeLabel(() => ({}));
    const width = (node) => Math.max(90, 8 * Math.max(node.label.length, node.detail.length * 0.85) + 24);
    graph.nodes.forEach((node) => layout.setNode(node.id, { width: width(node), height: 44 }));
    graph.edges.forEach((edge) => layout.setEdge(edge.from, edge.to));
    dagre.layout(layout);
    document.getElementById('hidden').textContent = graph.hidden > 0 ? `· ${graph.hidden} more assets are not drawn` : '';
    const colour = { cause: ['--red', '--red', '--ground'], failing: ['--red-soft', '--red', '--ink'], affected: ['--amber-soft', '--amber', '--ink'], dashboard: ['--blue-soft', '--blue', '--ink'] };
    window.blastRadius = cytoscape({
      container: box,
      autoungrabify: true,
      wheelSensitivity: 0.3,
      minZoom: 0.1,
      maxZoom: 1.5,
      elements: [
        ...graph.nodes.map((node) => ({ data: { ...node, text: node.detail ? `${node.label}\n${node.detail}` : node.label, width: width(node) }, position: { x: layout.node(node.id).x, y: layout.node(node.id).y } })),
        ...graph.edges.map((edge) => ({ data: { source: edge.from, target: edge.to } })),
      ],
      layout: { name: 'preset', fit: true, padding: 20 },
      style: [
        { selector: 'node', style: { label: 'data(text)', 'text-wrap': 'wrap', 'text-valign': 'center', 'text-halign': 'center', 'font-size': 12, shape: 'round-rectangle', width: 'data(width)', height: 40, 'border-width': 2 } },
        ...Object.entries(colour).map(([role, [fill, line, ink]]) => ({ selector: `node[role="${role}"]`, style: { 'background-color': css(fill), 'border-color': css(line), color: css(ink) } })),
        { selector: 'edge', style: { width: 1.5, 'line-color': css('--line'), 'target-arrow-color': css('--quiet'), 'target-arrow-shape': 'triangle', 'curve-style': 'bezier', 'arrow-scale': 0.8 } },
      ],
    });
    drawn = 'yes';
    box.dataset.drawn = drawn;
  }
  wire();
  if (page === 'incident') draw();
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => { if (page === 'incident') draw(); });
})();
