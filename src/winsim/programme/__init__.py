"""What is rolled out: steps, waves and gates, resolved against an organisation into plain arrays."""

from winsim.programme.programme import Programme, programme_of

__all__ = ["Programme", "programme_of"]
