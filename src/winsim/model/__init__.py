"""All that decides a number: rules, the kernel that applies them, the state they change, the agents."""
