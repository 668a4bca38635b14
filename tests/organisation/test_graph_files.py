"""Graph files as they come from yEd, igraph, Gephi, Pajek and UCINET: the same small firm in each."""

from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from winsim.organisation.files.reading import NotedOrganisation, organisation_with_notes
from winsim.organisation.organisation import Organisation
from winsim.problems import BadInput
from winsim.scenario.organisation_source import OrganisationSource

PEOPLE = "id,team,name\nE1,Sales,Ana Ady\nE2,Sales,Bo Bey\nE3,Works,Cy Coe\n"
ADVICE = {("E1", "E2"): 1.0, ("E2", "E3"): 1.0}
"""Ana listens to Bo, who listens to Cy."""


def read(folder: Path, text: str | bytes, name: str, **fields: Any) -> NotedOrganisation:
    """The organisation of a graph in a file, beside a people file unless there is to be none."""
    (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    (folder / "people.csv").write_text(PEOPLE)
    files = {"people": "people.csv", "ties": name}
    return organisation_with_notes(OrganisationSource(**(files | fields)), 1, folder)


def refused(folder: Path, text: str | bytes, name: str, **fields: Any) -> list[str]:
    """What is said of a graph that cannot be used, without the folder's name."""
    with pytest.raises(BadInput) as caught:
        read(folder, text, name, **fields)
    return [str(problem).replace(f"{folder}/", "") for problem in caught.value.problems]


def arcs(organisation: Organisation) -> dict[tuple[str, str], float]:
    """Who listens to whom, and how much."""
    listens, to, weight = organisation.ties
    ids = organisation.ids
    return {(ids[i], ids[j]): w / 65536 for i, j, w in zip(listens, to, weight, strict=True)}


def of_kinds(found: NotedOrganisation) -> list[str]:
    """What is doubted because there are ties of several kinds."""
    return [doubt for doubt in found.doubts if "kinds" in doubt]


def yed(nodes: str, edges: str = "") -> str:
    """A drawing of yEd."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns"'
        ' xmlns:y="http://www.yworks.com/xml/graphml">\n'
        '<key for="node" id="d6" yfiles.type="nodegraphics"/>\n'
        f'<graph edgedefault="directed" id="G">\n{nodes}{edges}</graph></graphml>\n'
    )


def drawn(key: str, label: str) -> str:
    """A node with a label, as yEd writes it: what says where the label stands is inside it."""
    inside = (
        f"<y:NodeLabel>{label}<y:LabelModel><y:SmartNodeLabelModel/></y:LabelModel></y:NodeLabel>"
    )
    return (
        f'<node id="{key}"><data key="d6"><y:ShapeNode>{inside}'
        "<y:NodeLabel>a remark</y:NodeLabel></y:ShapeNode></data></node>\n"
    )


def folder_of(key: str, label: str, inside: str) -> str:
    """A folder of nodes; its open and its closed state are drawn each by itself."""
    state = f"<y:GroupNode><y:NodeLabel>{label}</y:NodeLabel></y:GroupNode>"
    closed = "<y:GroupNode><y:NodeLabel>Folder 7</y:NodeLabel></y:GroupNode>"
    graphics = (
        f"<y:ProxyAutoBoundsNode><y:Realizers>{state}{closed}</y:Realizers></y:ProxyAutoBoundsNode>"
    )
    return (
        f'<node id="{key}" yfiles.foldertype="group"><data key="d6">{graphics}</data>'
        f'<graph edgedefault="directed" id="{key}:">\n{inside}</graph></node>\n'
    )


EDGES = '<edge id="e0" source="n0::n0" target="n0::n1"/>\n<edge id="e1" source="n0::n1" target="n1::n0"/>\n'
ORG_CHART = yed(
    folder_of("n0", "Sales", drawn("n0::n0", "Ana Ady") + drawn("n0::n1", "Bo Bey"))
    + folder_of("n1", "Works", drawn("n1::n0", "Cy Coe")),
    EDGES,
)


def test_in_yed_the_label_is_the_name_and_the_folder_is_the_team(tmp_path: Path) -> None:
    found = read(tmp_path, ORG_CHART, "org.graphml", people=None)
    who = found.organisation
    assert who.names == ("Ana Ady", "Bo Bey", "Cy Coe")
    assert who.team_names == ("Sales", "Works")
    assert who.team_sizes.tolist() == [2, 1]
    assert len(arcs(who)) == 2
    assert any("2 groups of nodes are no people; each is a team" in note for note in found.notes)


def test_labels_can_be_the_ids_of_a_drawing(tmp_path: Path) -> None:
    found = read(tmp_path, ORG_CHART, "org.graphml", people=None, columns={"id": "label"})
    assert arcs(found.organisation) == {("Ana Ady", "Bo Bey"): 1, ("Bo Bey", "Cy Coe"): 1}


def test_a_drawing_beside_a_people_file_names_people_by_their_names(tmp_path: Path) -> None:
    found = read(tmp_path, ORG_CHART, "org.graphml")
    assert arcs(found.organisation) == ADVICE
    assert any(
        "3 of 3 nodes are found among the people, by their label (the people's name)" in note
        for note in found.notes
    )


def test_the_innermost_folder_is_the_team(tmp_path: Path) -> None:
    office = folder_of("n0::n2", "Back office", drawn("n0::n2::n0", "Di Day"))
    nodes = folder_of("n0", "Sales", drawn("n0::n0", "Ana Ady") + office)
    edge = '<edge source="n0::n0" target="n0::n2::n0"/>'
    who = read(tmp_path, yed(nodes, edge), "org.graphml", people=None).organisation
    assert set(zip(who.names, who.network.team.tolist(), strict=True)) == {
        ("Di Day", who.team_names.index("Back office")),
        ("Ana Ady", who.team_names.index("Sales")),
    }


def test_somebody_outside_all_folders_has_no_team(tmp_path: Path) -> None:
    said = refused(
        tmp_path,
        yed(
            folder_of("n0", "Sales", drawn("n0::n0", "Ana")) + drawn("n9", "Di"),
            '<edge source="n9" target="n0::n0"/>',
        ),
        "org.graphml",
        people=None,
    )
    assert len(said) == 1
    assert "team: is empty; every person needs one" in said[0]


def test_edges_of_folders_are_dropped_with_a_note(tmp_path: Path) -> None:
    chart = ORG_CHART.replace(
        "</graph></graphml>", '<edge source="n0" target="n1"/></graph></graphml>'
    )
    found = read(tmp_path, chart, "org.graphml")
    assert arcs(found.organisation) == ADVICE
    assert any(
        "edges that begin or end at a group are no ties: 1 dropped" in n for n in found.notes
    )


IGRAPH = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
  <key id="v_name" for="node" attr.name="name" attr.type="string"/>
  <key id="v_Department" for="node" attr.name="team" attr.type="double"/>
  <key id="e_weight" for="edge" attr.name="weight" attr.type="double"/>
  <graph id="G" edgedefault="directed">
    <node id="n0"><data key="v_name">E1</data><data key="v_Department">3.0</data></node>
    <node id="n1"><data key="v_name">E2</data><data key="v_Department">3.0</data></node>
    <node id="n2"><data key="v_name">E3</data><data key="v_Department">4.0</data></node>
    <edge source="n0" target="n1"><data key="e_weight">2</data></edge>
    <edge source="n1" target="n2"><data key="e_weight">0.5</data></edge>
    <edge source="n1" target="n2"><data key="e_weight">0.25</data></edge>
  </graph>
</graphml>
"""


def test_igraph_keeps_who_somebody_is_in_an_attribute(tmp_path: Path) -> None:
    found = read(tmp_path, IGRAPH, "firm.graphml")
    assert arcs(found.organisation) == {("E1", "E2"): 2.0, ("E2", "E3"): 0.75}
    assert any("by their name (the people's ids)" in note for note in found.notes)


def test_igraph_alone_with_ids_told_and_whole_numbers_as_teams(tmp_path: Path) -> None:
    who = read(tmp_path, IGRAPH, "firm.graphml", people=None, columns={"id": "name"}).organisation
    assert who.ids == ("E1", "E2", "E3")
    assert who.team_names == ("3", "4")


def test_an_attribute_called_id_tells_who_somebody_is(tmp_path: Path) -> None:
    graph = IGRAPH.replace('attr.name="name"', 'attr.name="id"')
    assert read(tmp_path, graph, "firm.graphml", people=None).organisation.ids == ("E1", "E2", "E3")


def test_two_attributes_that_name_different_people_are_refused(tmp_path: Path) -> None:
    graph: nx.DiGraph[str] = nx.DiGraph([("E1", "E2"), ("E2", "E3")])
    nx.set_node_attributes(graph, {"E1": "E3", "E2": "E2", "E3": "E1"}, "number")
    nx.write_graphml(graph, tmp_path / "firm.graphml")
    (said,) = refused(tmp_path, (tmp_path / "firm.graphml").read_bytes(), "firm.graphml")
    assert "the key in the file and the number of its nodes mean different people" in said
    assert "delete from the graph the one that is wrong" in said


NUMBERED = "id,team,name\n1,Sales,Ana Ady\n2,Sales,Bo Bey\n3,Works,Cy Coe\n"
"""People whose ids are numbers; a graph may count its nodes otherwise."""
COUNTED = {
    "ties.net": '*Vertices 3\n1 "Cy Coe"\n2 "Bo Bey"\n3 "Ana Ady"\n*Arcs\n3 2\n2 1\n',
    "ties.gml": "graph [ directed 1\n"
    'node [ id 1 label "Cy Coe" ]\nnode [ id 2 label "Bo Bey" ]\nnode [ id 3 label "Ana Ady" ]\n'
    "edge [ source 3 target 2 ]\nedge [ source 2 target 1 ]\n]\n",
    "ties.gexf": '<gexf><graph defaultedgetype="directed"><nodes><node id="1" label="Cy Coe"/>'
    '<node id="2" label="Bo Bey"/><node id="3" label="Ana Ady"/></nodes><edges>'
    '<edge source="3" target="2"/><edge source="2" target="1"/></edges></graph></gexf>',
    "ties.dl": "DL N=3 FORMAT=EDGELIST1\nLABELS:\nCy Coe,Bo Bey,Ana Ady\nDATA:\n3 2\n2 1\n",
}
"""Ana listens to Bo, who listens to Cy, in graphs that count from Cy to Ana."""


@pytest.mark.parametrize("name", COUNTED)
def test_names_go_before_the_numbers_that_a_graph_gives_to_its_nodes(
    tmp_path: Path, name: str
) -> None:
    (tmp_path / "staff.csv").write_text(NUMBERED)
    found = read(tmp_path, COUNTED[name], name, people="staff.csv")
    assert arcs(found.organisation) == {("1", "2"): 1.0, ("2", "3"): 1.0}
    assert not any("counted" in doubt for doubt in found.doubts)


def test_names_go_before_numbers_even_where_most_of_them_are_nobody(tmp_path: Path) -> None:
    (tmp_path / "staff.csv").write_text(NUMBERED)
    pajek = COUNTED["ties.net"].replace("Cy Coe", "Zed Zoe").replace("Bo Bey", "Yan Yew")
    with pytest.raises(BadInput, match="Yan Yew"):
        read(tmp_path, pajek, "ties.net", people="staff.csv")


def test_nodes_that_are_but_counted_may_be_places_in_a_list(tmp_path: Path) -> None:
    (tmp_path / "staff.csv").write_text("id,team\n3,Sales\n1,Sales\n2,Works\n")
    data = "DL N=3 FORMAT=EDGELIST1\nDATA:\n1 2\n2 3\n"
    found = read(tmp_path, data, "ties.dl", people="staff.csv")
    assert arcs(found.organisation) == {("1", "2"): 1.0, ("2", "3"): 1.0}
    assert any("its 3 nodes are but counted" in doubt for doubt in found.doubts)
    (tmp_path / "staff.csv").write_text("id,team\n1,Sales\n2,Sales\n3,Works\n")
    found = read(tmp_path, data, "ties.dl", people="staff.csv")
    assert not any("counted" in doubt for doubt in found.doubts)


def test_which_of_two_names_is_meant_can_be_told(tmp_path: Path) -> None:
    (tmp_path / "staff.csv").write_text(PEOPLE)
    graph: nx.DiGraph[str] = nx.DiGraph([("E1", "E2"), ("E2", "E3")])
    labels = {"E1": "Cy Coe", "E2": "Bo Bey", "E3": "Ana Ady"}
    nx.set_node_attributes(graph, labels, "label")
    nx.write_graphml(graph, tmp_path / "firm.graphml")
    data = (tmp_path / "firm.graphml").read_bytes()
    (said,) = refused(tmp_path, data, "firm.graphml")
    assert "--column source.by=id --column target.by=id or --column source.by=name" in said
    by_id = {"source.by": "id", "target.by": "id"}
    assert arcs(read(tmp_path, data, "firm.graphml", columns=by_id).organisation) == ADVICE
    by_name = {"source.by": "name", "target.by": "name"}
    found = read(tmp_path, data, "firm.graphml", columns=by_name)
    assert arcs(found.organisation) == {("E3", "E2"): 1.0, ("E2", "E1"): 1.0}


@pytest.mark.parametrize("name", ["graph.graphml", "graph.xml", "graph.gexf", "graph.gml"])
@pytest.mark.parametrize("directed", [True, False])
def test_what_networkx_writes_is_read(tmp_path: Path, name: str, directed: bool) -> None:
    graph: Any = (nx.DiGraph if directed else nx.Graph)()
    for person, team in (("E1", "Sales"), ("E2", "Sales"), ("E3", "Works")):
        graph.add_node(person, team=team, tenure=2.0)
    graph.add_edge("E1", "E2", weight=1.5)
    graph.add_edge("E2", "E3", weight=1.0)
    write = {".gexf": nx.write_gexf, ".gml": nx.write_gml}.get(name[5:], nx.write_graphml)
    write(graph, tmp_path / name)
    who = read(tmp_path, (tmp_path / name).read_bytes(), name, people=None).organisation
    back = [] if directed else [1.5, 1.0]
    found = arcs(who)
    assert who.team_sizes.tolist() == [2, 1]
    assert sorted(found.values()) == sorted([1.5, 1.0, *back])
    assert who.columns["tenure"].tolist() == [2, 2, 2]


def gephi(edges: str, version: str = "1.3", default: str = "directed") -> str:
    """What Gephi exports."""
    return f"""<?xml version='1.0' encoding='UTF-8'?>
<gexf xmlns="http://gexf.net/{version}" version="{version}" xmlns:viz="http://gexf.net/{version}/viz">
<meta lastmodifieddate="2024-05-01"><creator>Gephi 0.10</creator></meta>
<graph defaultedgetype="{default}" mode="static">
<attributes class="node" mode="static">
<attribute id="dep" title="team" type="string"><default>Works</default></attribute></attributes>
<nodes>
<node id="E1" label="Ana Ady"><attvalues><attvalue for="dep" value="Sales"/></attvalues>
<viz:size value="1"/></node>
<node id="E2" label="Bo Bey"><attvalues><attvalue for="dep" value="Sales"/></attvalues></node>
<node id="E3" label="Cy Coe"/>
</nodes><edges>{edges}</edges></graph></gexf>"""


def test_gephi_keeps_edges_with_and_without_direction_in_one_graph(tmp_path: Path) -> None:
    edges = '<edge id="0" source="E1" target="E2" weight="2"/>'
    edges += '<edge source="E3" target="E2" type="undirected"/>'
    who = read(tmp_path, gephi(edges), "firm.gexf", people=None).organisation
    assert arcs(who) == {("E1", "E2"): 2, ("E3", "E2"): 1, ("E2", "E3"): 1}
    assert who.names == ("Ana Ady", "Bo Bey", "Cy Coe")
    assert who.team_names == ("Sales", "Works")


def test_the_kind_of_an_edge_is_its_layer(tmp_path: Path) -> None:
    edges = (
        '<edge source="E1" target="E2" kind="advice"/><edge source="E2" target="E3" kind="lunch"/>'
    )
    found = read(tmp_path, gephi(edges), "firm.gexf", layers=["lunch"])
    assert arcs(found.organisation) == {("E2", "E3"): 1}
    assert not of_kinds(found)


def test_gml_of_gephi_with_letters_of_all_kinds_and_two_edges_between_the_same_people(
    tmp_path: Path,
) -> None:
    gml = """Creator "Gephi"
graph
[
  directed 1
  node [ id 1 label "E1" name "Zoë" ]
  node [ id 2 label "E2" ]
  node [ id 3 label "E3" ]
  edge [ source 1 target 2 value 1.0 ]
  edge [ source 2 target 3 value 1.0 ]
  edge [ source 2 target 3 value 1.0 ]
]
"""
    found = read(tmp_path, gml, "firm.gml")
    assert arcs(found.organisation) == ADVICE | {("E2", "E3"): 2}


PAJEK = """*Vertices 3
1 "E1" 0.1 0.2 0.5 ic Red
2 "E2" 0.3 0.4 0.5
3 E3
*Arcs :1 "advice"
1 2 2
2 3 1 c Blue
*Edges :2 "lunch"
1 3 0.5
"""


def test_gml_with_an_open_quotation_mark_is_one_message(tmp_path: Path) -> None:
    open_quote = 'graph [\n node [ id 1 label "team |\n node [ id 2 label "E2" ]\n]\n'
    (said,) = refused(tmp_path, open_quote, "ties.gml")
    assert said.startswith("ties.gml: cannot be read as GML")


def test_each_relation_of_pajek_is_a_layer_and_edges_work_both_ways(tmp_path: Path) -> None:
    found = read(tmp_path, PAJEK, "firm.net")
    assert arcs(found.organisation) == {
        ("E1", "E2"): 2, ("E2", "E3"): 1, ("E1", "E3"): 0.5, ("E3", "E1"): 0.5
    }  # fmt: skip
    (doubt,) = of_kinds(found)
    assert doubt.replace(f"{tmp_path}/", "") == (
        "firm.net: holds ties of 2 kinds, and all are taken together: advice, lunch; "
        "for one of them say --set 'organisation.layers=[advice]'"
    )
    chosen = read(tmp_path, PAJEK, "firm.net", layers=["advice"])
    assert arcs(chosen.organisation) == {("E1", "E2"): 2, ("E2", "E3"): 1}
    assert not of_kinds(chosen)


VERTICES = '*Vertices 3\n1 "E1"\n2 "E2"\n3 "E3"\n'


@pytest.mark.parametrize(
    "ties",
    [
        "*Arcs\n1 2\n2 3\n",
        "*arcslist\n1 2\n2 3\n",
        "*Matrix\n0 1 0\n0 0 1\n0 0 0\n",
        '*Arcs :1 "advice"\n1: 1 2 1\n1: 2 3 1\n',
    ],
)
def test_pajek_writes_ties_in_several_ways(tmp_path: Path, ties: str) -> None:
    for name in ("firm.net", "firm.txt"):
        assert arcs(read(tmp_path, VERTICES + ties, name).organisation) == ADVICE


def test_a_list_of_edges_works_both_ways(tmp_path: Path) -> None:
    found = read(tmp_path, VERTICES + "*Edgeslist\n2 1 3\n", "firm.net")
    assert set(arcs(found.organisation)) == {
        ("E1", "E2"), ("E2", "E1"), ("E2", "E3"), ("E3", "E2")
    }  # fmt: skip


def test_a_project_of_pajek_with_a_partition_is_an_organisation(tmp_path: Path) -> None:
    project = (
        "*Network advice\n" + VERTICES + "*Arcs\n1 2\n2 3\n\n"
        "*Partition team\n*Vertices 3\n1\n1\n2\n"
    )  # fmt: skip
    who = read(tmp_path, project, "firm.paj", people=None).organisation
    assert arcs(who) == ADVICE
    assert who.team_names == ("1", "2")


def test_a_line_of_pajek_that_is_no_tie_is_named(tmp_path: Path) -> None:
    (said,) = refused(tmp_path, VERTICES + "*Arcs\n1 x\n", "firm.net")
    assert said == "firm.net:6: needs the number of a vertex, and 'x' is none"


def test_a_graph_without_teams_says_what_would_help(tmp_path: Path) -> None:
    (said,) = refused(tmp_path, VERTICES + "*Arcs\n1 2\n", "firm.net", people=None)
    assert "the people of this graph have no team; give a people file" in said
    assert "--column team=ATTRIBUTE" in said


LABELS = "LABELS:\nE1,E2,E3\n"


@pytest.mark.parametrize(
    "text",
    [
        f"DL\nN=3\nFORMAT = FULLMATRIX DIAGONAL PRESENT\n{LABELS}DATA:\n0 1 0\n0 0 1\n0 0 0\n",
        f"dl n = 3, format = fullmatrix\ndiagonal = absent\n{LABELS}data:\n1 0\n0 1\n0 0\n",
        "DL N=3 FORMAT=FULLMATRIX\nLABELS EMBEDDED\nDATA:\n   E1 E2 E3\nE1 0 1 0\nE2 0 0 1\nE3 0 0 0\n",
        "DL N=3\nROW LABELS:\nE1 E2 E3\nCOLUMN LABELS:\nE3 E2 E1\nDATA:\n0 1 0 1 0 0 0 0 0\n",
        f"DL N=3 FORMAT=EDGELIST1\n{LABELS}DATA:\n1 2 1\n2 3\n",
        'DL N=3 FORMAT=EDGELIST1\nLABELS EMBEDDED:\nDATA:\nE1 "E2" 1\nE2 E3 1\n',
        f"dl n=3 format=nodelist1\n{LABELS}data:\n1 2\n2 3\n",
        "dl n=3 format=nodelist1 labels embedded data:\nE1 E2\nE2 E3\n",
    ],
)
def test_ucinet_writes_ties_in_several_ways(tmp_path: Path, text: str) -> None:
    for name in ("advice.dl", "advice.txt"):
        assert arcs(read(tmp_path, text, name).organisation) == ADVICE


def test_names_in_ucinet_may_hold_blanks(tmp_path: Path) -> None:
    text = "DL N=3\nLABELS:\nAna Ady\nBo Bey\nCy Coe\nDATA:\n0 1 0\n0 0 1\n0 0 0\n"
    assert arcs(read(tmp_path, text, "advice.dl").organisation) == ADVICE


def test_half_a_matrix_works_both_ways(tmp_path: Path) -> None:
    text = f"DL N=3 FORMAT=LOWERHALF DIAGONAL=ABSENT\n{LABELS}DATA:\n1\n0 1\n"
    assert set(arcs(read(tmp_path, text, "advice.dl").organisation)) == {
        ("E1", "E2"), ("E2", "E1"), ("E2", "E3"), ("E3", "E2")
    }  # fmt: skip


def test_each_matrix_of_ucinet_is_a_layer(tmp_path: Path) -> None:
    text = (
        f"DL N=3 NM=2\n{LABELS}MATRIX LABELS:\nadvice\nlunch\n"
        "DATA:\n0 1 0\n0 0 1\n0 0 0\n\n0 0 1\n0 0 0\nna 0 0\n"
    )
    found = read(tmp_path, text, "firm.dl")
    assert set(arcs(found.organisation)) == {*ADVICE, ("E1", "E3")}
    assert any("2 kinds" in doubt and "advice, lunch" in doubt for doubt in found.doubts)
    assert any("1 values are missing" in note for note in found.notes)
    assert arcs(read(tmp_path, text, "firm.dl", layers=["lunch"]).organisation) == {("E1", "E3"): 1}


ATTENDANCE = (
    "DL NR=3 NC=2\nROW LABELS:\nE1 E2 E3\nCOLUMN LABELS:\nMonday Tuesday\nDATA:\n1 0\n1 1\n0 1\n",
    "DL NR=3 NC=2 FORMAT=EDGELIST2\nLABELS EMBEDDED\nDATA:\nE1 Monday\nE2 Monday\nE2 Tuesday\nE3 Tuesday\n",
    '*Vertices 5 3\n1 "E1"\n2 "E2"\n3 "E3"\n4 "Monday"\n5 "Tuesday"\n*Edges\n1 4\n2 4\n5 2\n3 5\n',
)


@pytest.mark.parametrize("text", ATTENDANCE)
def test_two_kinds_of_nodes_are_people_and_the_meetings_where_they_met(
    tmp_path: Path, text: str
) -> None:
    met = {("E1", "E2"), ("E2", "E1"), ("E2", "E3"), ("E3", "E2")}
    assert set(arcs(read(tmp_path, text, "meetings.txt").organisation)) == met


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("0 1 0\n0 0 1\n0 0\n", "the data end too early; needed are 3 rows of 3"),
        ("0 1 0\n0 0 1\n0 0 0 1\n", "firm.dl:6: holds more than 3 rows of 3"),
        ("0 1 0\n0 x 1\n0 0 0\n", "firm.dl:5: a matrix holds numbers, and 'x' is none"),
    ],
)
def test_a_matrix_that_is_not_whole_is_refused(tmp_path: Path, data: str, said: str) -> None:
    (told,) = refused(tmp_path, f"DL N=3\nLABELS: E1 E2 E3\nDATA:\n{data}", "firm.dl")
    assert said in told


def test_a_form_of_ucinet_that_is_not_read_says_which_are(tmp_path: Path) -> None:
    (said,) = refused(tmp_path, "DL N=3 FORMAT=BLOCKMATRIX\nDATA:\n", "firm.dl")
    assert "has the form 'blockmatrix', which is not read; write it as fullmatrix" in said


BOMB = """<?xml version="1.0"?>
<!DOCTYPE graphml [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>
<graphml><graph><node id="&b;"/></graph></graphml>
"""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (BOMB, "firm.graphml:2: declares an entity of XML"),
        (
            '<?xml version="1.0" encoding="x"?><graphml/>',
            "firm.graphml: encoding = x: cannot be read",
        ),
        ('<?xml version="1.0" encoding="shift_jis"?><graphml/>', "encoding = shift_jis"),
        ("<graphml/>", "has no nodes"),
        ("<graphml><graph>\n<node/></graphml>", "firm.graphml:2: is not well-formed XML"),
        ('<graphml><graph><node id="a"/><hyperedge/></graph></graphml>', "more than two nodes"),
        ("", "is empty"),
    ],
)
def test_xml_that_cannot_be_read_is_one_message(tmp_path: Path, text: str, said: str) -> None:
    (told,) = refused(tmp_path, text, "firm.graphml", people=None)
    assert said in told


def test_an_encoding_that_the_file_names_wrongly_can_be_told(tmp_path: Path) -> None:
    graph = IGRAPH.replace('encoding="UTF-8"', 'encoding="x"')
    found = read(tmp_path, graph, "firm.graphml", encoding="utf-8")
    assert arcs(found.organisation) == {("E1", "E2"): 2.0, ("E2", "E3"): 0.75}


def test_the_drawing_of_a_client(shared_cases: Path) -> None:
    source = OrganisationSource(ties="org.graphml")
    who = organisation_with_notes(source, 1, shared_cases / "09-yed-graphml").organisation
    assert (who.people, who.ties[0].size) == (24, 105)
    assert who.team_sizes.tolist() == [6, 6, 6, 6]


@pytest.mark.parametrize("ties", ["advice.net", "advice.gexf", "advice.dl"])
def test_the_networks_of_a_client(shared_cases: Path, ties: str) -> None:
    layers = ["advice"] if ties == "advice.net" else []
    source = OrganisationSource(people="people.csv", ties=ties, layers=layers)
    folder = shared_cases / "11-pajek-gexf-ucinet"
    assert organisation_with_notes(source, 1, folder).organisation.ties[0].size == 105


CLASHING = {
    "ties.graphml": '<graphml><key id="s" for="edge" attr.name="source" attr.type="string"/>'
    '<key id="t" for="edge" attr.name="type" attr.type="string"/><graph edgedefault="undirected">'
    '<node id="E1"/><node id="E2"/><node id="E3"/><edge source="E1" target="E2"><data key="t">mail</data>'
    '<data key="s">E3</data></edge></graph></graphml>',
    "ties.gexf": '<gexf><graph defaultedgetype="undirected"><attributes class="edge">'
    '<attribute id="0" title="type" type="string"/><attribute id="1" title="source" type="string"/>'
    '</attributes><nodes><node id="E1"/><node id="E2"/><node id="E3"/></nodes><edges>'
    '<edge source="E1" target="E2"><attvalues><attvalue for="0" value="mail"/>'
    '<attvalue for="1" value="E3"/></attvalues></edge></edges></graph></gexf>',
    "ties.gml": 'graph [\nnode [ id 0 label "E1" ]\nnode [ id 1 label "E2" ]\nnode [ id 2 label "E3" ]\n'
    'edge [ source 0 target 1 type "mail" ]\n]\n',
}
"""Ana and Bo, whom an undirected edge ties, with attributes that are called like what it is made of."""


@pytest.mark.parametrize("name", CLASHING)
def test_attributes_of_edges_change_neither_their_ends_nor_their_direction(
    tmp_path: Path, name: str
) -> None:
    found = read(tmp_path, CLASHING[name], name)
    assert arcs(found.organisation) == {("E1", "E2"): 1.0, ("E2", "E1"): 1.0}
    assert any("layer is read from 'tie type'" in note for note in found.notes)


def test_of_two_networks_without_names_the_first_is_read_with_a_doubt(tmp_path: Path) -> None:
    first = '*Vertices 3\n1 "E1"\n2 "E2"\n3 "E3"\n*Arcs\n1 2\n'
    second = '*Vertices 3\n1 "E3"\n2 "E1"\n3 "E2"\n*Arcs\n1 3\n'
    found = read(tmp_path, first + second, "ties.net")
    assert arcs(found.organisation) == {("E1", "E2"): 1.0}
    assert any("holds 2 networks, of which the first is read" in doubt for doubt in found.doubts)


@pytest.mark.parametrize("title", ['TITLE="Survey data: 2024" N=3', "N=3 TITLE=Survey data: 2024"])
def test_a_title_that_speaks_of_data_does_not_begin_them(tmp_path: Path, title: str) -> None:
    text = f"DL {title} FORMAT=EDGELIST1\nLABELS:\nE1,E2,E3\nDATA:\n1 2\n2 3\n"
    assert arcs(read(tmp_path, text, "ties.dl").organisation) == ADVICE


def test_data_may_begin_in_the_line_of_the_head(tmp_path: Path) -> None:
    text = 'DL N=3 TITLE="data: all" LABELS EMBEDDED FORMAT=EDGELIST1 DATA:\nE1 E2\nE2 E3\n'
    assert arcs(read(tmp_path, text, "ties.dl").organisation) == ADVICE
