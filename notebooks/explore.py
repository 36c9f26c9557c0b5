# ---
# jupyter:
#   jupytext:
#     formats: ipynb,py:percent
#     text_representation:
#       extension: .py
#       format_name: percent
#       format_version: '1.3'
#       jupytext_version: 1.19.6
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # A graph of who speaks for whom
# This notebook builds the articles of `seeds/` into a graph, asks it in Cypher and with networkx, shows one actor's card, and draws.
# It is a copy of `explore.py` beside it: `jupytext --sync notebooks/explore.py` brings the two together.

# %%
from collections import Counter
from pathlib import Path

from kg import open_store, read_documents
from kg.build import build

root = next(folder for folder in (Path.cwd(), *Path.cwd().parents) if (folder / "seeds").is_dir())
built = build(read_documents([str(root / "seeds")]))
graph = built.graph
Counter(node.type for node in graph.nodes)

# %% [markdown]
# ## Ask in Cypher
# A node has its type as label, an edge its type; their properties lie flat on them.

# %%
from kg.query import as_text

question = """
    MATCH (actor)-[r:REPRESENTS {basis: 'stated'}]->(party)
    RETURN actor.name AS who, r.capacity AS capacity, party.name AS for_whom ORDER BY who, for_whom
"""
with open_store(graph) as store:
    stated = store.query(question)
print(as_text(stated))

# %% [markdown]
# ## Walk with networkx
# The whole graph is a `MultiDiGraph`: for whom do the most people speak, and is there a way from one person to another?

# %%
import networkx as nx

net = graph.to_networkx()
spoken_for = Counter(target for _, target, data in net.edges(data=True) if data["type"] == "REPRESENTS")
[(net.nodes[node]["name"], count) for node, count in spoken_for.most_common(5)]

# %%
relations = nx.Graph((source, target) for source, target, data in net.edges(data=True) if data["type"] != "MENTIONED_IN")
way = nx.shortest_path(relations, "person:andrew-pek", "place:washington~us")
[net.nodes[node]["name"] for node in way]

# %% [markdown]
# ## One actor's card
# Each fact with the sentence that says so; what counts in it stands between « and ».

# %%
from kg.show import card, find

print(card(graph, find(graph, "Umerov")[0]))

# %% [markdown]
# ## Draw
# The map that `kg render` writes to a file, here in a cell. It loads nothing from the network.

# %%
graph.draw()
