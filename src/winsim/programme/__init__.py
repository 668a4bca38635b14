"""What is rolled out: steps, waves and gates, resolved against an organisation into plain arrays."""
