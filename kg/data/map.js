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

const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
document.getElementById("search").addEventListener("input", (event) => {
  const wanted = fold(event.target.value.trim());
  const found = wanted ? nodes.get().filter((node) => fold(node.hover).includes(wanted)).map((node) => node.id) : [];
  network.selectNodes(found, true);
  if (found.length) network.fit({ nodes: found.slice(0, 30), maxZoomLevel: 1.2, animation: false });
  else if (!wanted) network.fit({ animation: false });
});
network.once("afterDrawing", () => { document.documentElement.dataset.drawn = "true"; });
network.redraw();
