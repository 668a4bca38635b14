"""What is rolled out: steps, waves and gates, resolved against an organisation into plain arrays."""

from winsim.programme.programme import Programme, Script, programme_of, script_of

__all__ = ["Programme", "Script", "programme_of", "script_of"]
