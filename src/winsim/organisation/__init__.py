"""Who there is and who sees whom; it never changes in a run."""

from winsim.organisation.organisation import ONE, Network, Organisation, organisation

__all__ = ["ONE", "Network", "Organisation", "organisation"]
