"""Who there is and who sees whom; it never changes in a run."""

from winsim.organisation.description import Description, describe
from winsim.organisation.generated import generated
from winsim.organisation.graph import from_networkx, to_networkx
from winsim.organisation.organisation import ONE, Network, Organisation, organisation
from winsim.organisation.reading import Understood, organisation_of, understood

__all__ = [
    "ONE",
    "Description",
    "Network",
    "Organisation",
    "Understood",
    "describe",
    "from_networkx",
    "generated",
    "organisation",
    "organisation_of",
    "to_networkx",
    "understood",
]
