"""Test every signature and write the findings to docs/reference/signatures.md."""

from collections.abc import Iterator
from pathlib import Path

from verification.signatures import SIGNATURES, Finding, Signature, evaluate

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "signatures.md"
FIRST = 1001
"""The first seed; settings were chosen on seeds below."""
HEAD = """\
# Signature behaviours

What the sources lead one to expect of the model, looked for in pairs of runs with the same chance events.
Written by `python -m verification.signatures`; `make verify` tests it. A claim is *shown* where the
95 % interval of the mean difference (Student's t) lies on the side it expects; *exactly* where every
pair is alike. *d* is the mean in standard deviations of the difference. Settings were chosen on
other seeds than these, and no parameter was tuned. What is not shown, and why, is discussed in
[the ODD description](../explanation/odd.md#what-the-model-shows-and-does-not-show).
"""


def main() -> None:
    """Test, print and write."""
    found = [(signature, _findings(signature)) for signature in SIGNATURES]
    lines = [HEAD, *_overview(found)]
    for signature, findings in found:
        lines += ["", *_section(signature, findings)]
    PAGE.write_text("\n".join(lines) + "\n", "utf-8")
    shown = sum(finding.shown for _, findings in found for finding in findings)
    print(f"{shown} of {sum(len(findings) for _, findings in found)} claims are shown: {PAGE}")


def _findings(signature: Signature) -> list[Finding]:
    findings = []
    for claim in signature.claims:
        finding = evaluate(claim, range(FIRST, FIRST + claim.pairs))
        print(f"{signature.number:2} {_verdict(finding):9} {claim.sentence}", flush=True)
        findings.append(finding)
    return findings


def _overview(found: list[tuple[Signature, list[Finding]]]) -> Iterator[str]:
    yield "| | signature | claims shown |"
    yield "|---|---|---|"
    for signature, findings in found:
        shown = sum(finding.shown for finding in findings)
        yield f"| {signature.number} | {signature.title} | {shown} of {len(findings)} |"


def _section(signature: Signature, findings: list[Finding]) -> Iterator[str]:
    yield f"## {signature.number}. {signature.title}"
    yield ""
    yield signature.setting
    yield ""
    yield "| claim | pairs | difference | 95 % interval | unit | d | verdict |"
    yield "|---|---|---|---|---|---|---|"
    for finding in findings:
        yield _row(finding)
    for finding in findings:
        if finding.claim.but:
            yield ""
            yield f"Not shown, “{finding.claim.sentence}”: {finding.claim.but}."


def _row(finding: Finding) -> str:
    effect = "–" if finding.effect != finding.effect else f"{finding.effect:+.2f}"
    numbers = f"{_number(finding.mean)} | {_number(finding.low)} to {_number(finding.high)}"
    claim = f"{finding.claim.sentence} ({finding.claim.expected})"
    return (
        f"| {claim} | {finding.pairs} | {numbers} | {finding.claim.unit} | {effect} "
        f"| {_verdict(finding)} |"
    )


def _number(value: float) -> str:
    return "0" if value == 0 else f"{value:+.3g}"


def _verdict(finding: Finding) -> str:
    if not finding.shown:
        return "not shown"
    return "exactly" if finding.claim.expected == "is the same" else "shown"


if __name__ == "__main__":
    main()
