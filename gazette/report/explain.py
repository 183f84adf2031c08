"""What a problem code means, at length."""

from gazette.problem import codes


def explain(code: str) -> str:
    """Title, explanation and example of a code. Raises KeyError for a word that is no code."""
    found = codes()[code]
    example = "\n".join(f"    {line}".rstrip() for line in found.example.strip("\n").splitlines())
    return f"{found.severity}[{found.name}] {found.title}\n\n{found.explanation}\n\n{example}"
