// Hover text and search for the map; all text goes in as text, never as markup.
const hover = document.getElementById("hover");
function show(item, event) {
  if (!item || !item.hover) return;
  hover.textContent = item.hover;
  hover.hidden = false;
  hover.style.left = Math.max(8, Math.min(event.pageX + 14, innerWidth - hover.offsetWidth - 8)) + "px";
  hover.style.top = Math.max(8, Math.min(event.pageY + 14, innerHeight - hover.offsetHeight - 8)) + "px";
}
function hide() { hover.hidden = true; }
network.on("hoverNode", (found) => show(nodes.get(found.node), found.event));
network.on("hoverEdge", (found) => show(edges.get(found.edge), found.event));
for (const name of ["blurNode", "blurEdge", "dragStart", "zoom"]) network.on(name, hide);

// A map too large to read as a whole opens around its largest node, with no more empty space beside the map than there must be.
const READABLE = 0.45;
function within(wanted, places, pixels) {
  const half = pixels / 2 / READABLE, low = Math.min(...places) - 100 + half, high = Math.max(...places) + 100 - half;
  return low > high ? (low + high) / 2 : Math.min(Math.max(wanted, low), high);
}
function open() {
  network.fit({ animation: false });
  if (network.getScale() >= READABLE) return;
  const all = nodes.get(), box = document.getElementById("mynetwork");
  const largest = all.reduce((one, other) => (other.size > one.size ? other : one));
  const x = within(largest.x, all.map((node) => node.x), box.clientWidth);
  const y = within(largest.y, all.map((node) => node.y), box.clientHeight);
  network.moveTo({ scale: READABLE, position: { x, y }, animation: false });
}
document.getElementById("all").addEventListener("click", () => network.fit({ animation: false }));

const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
document.getElementById("search").addEventListener("input", (event) => {
  const wanted = fold(event.target.value.trim());
  const found = wanted ? nodes.get().filter((node) => fold(node.hover).includes(wanted)).map((node) => node.id) : [];
  network.selectNodes(found, true);
  if (found.length) network.fit({ nodes: found.slice(0, 30), maxZoomLevel: 1.2, animation: false });
  else if (!wanted) open();
});
network.once("afterDrawing", () => { document.documentElement.dataset.drawn = "true"; });
open();
network.redraw();
