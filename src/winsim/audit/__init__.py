"""The fairness audit: whether each rollout wins where it should, over an ensemble of changes."""

from winsim.audit.auditing import Interrupted, audit
from winsim.audit.cases import ROLLOUTS, Case, cases_of, drawn, scenario_of
from winsim.audit.ensemble import Ensemble
from winsim.audit.findings import most_favourable, rates, success, what_decides
from winsim.audit.keeping import write_findings
from winsim.audit.ledger import Ledger
from winsim.audit.living import live_case
from winsim.audit.mapping import PhaseMap, phase_map
from winsim.audit.priors import PRIORS, Prior
from winsim.audit.telling import told

__all__ = [
    "PRIORS",
    "ROLLOUTS",
    "Case",
    "Ensemble",
    "Interrupted",
    "Ledger",
    "PhaseMap",
    "Prior",
    "audit",
    "cases_of",
    "drawn",
    "live_case",
    "most_favourable",
    "phase_map",
    "rates",
    "scenario_of",
    "success",
    "told",
    "what_decides",
    "write_findings",
]
