"""RDF 1.1 Turtle: one subject a block, one predicate a line."""

import re

from gazette.describe.rdf.graph import TYPE, Graph, Iri, Term, compact, grouped

_NAMED = {"\\": r"\\", '"': r"\"", "\n": r"\n", "\r": r"\r", "\t": r"\t"}
_ESCAPED = re.compile(r'[\x00-\x1f"\\\x7f-\x9f\u2028\u2029]')


def turtle(graph: Graph) -> bytes:
    """The graph as a Turtle file."""
    head = [f"@prefix {prefix}: <{iri}> ." for prefix, iri in graph.prefixes().items()]
    blocks = []
    for subject, said in graph.nodes.items():
        lines = [
            f"{'a' if predicate == TYPE else predicate} {', '.join(_term(term) for term in terms)}"
            for predicate, terms in grouped(said).items()
        ]
        if lines:
            blocks.append(f"<{subject}>\n    " + " ;\n    ".join(lines) + " .")
    return ("\n".join(head) + "\n\n" + "\n\n".join(blocks) + "\n").encode()


def _term(term: Term) -> str:
    if isinstance(term, Iri):
        return compact(term.value) or f"<{term.value}>"
    ending = f"@{term.language}" if term.language else f"^^{term.datatype}" if term.datatype else ""
    return f'"{_ESCAPED.sub(_escape, term.value)}"{ending}'


def _escape(found: re.Match[str]) -> str:
    return _NAMED.get(found[0]) or f"\\u{ord(found[0]):04X}"
