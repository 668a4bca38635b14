"""What is asked: an experiment as a frozen, validated declaration, and the points it looks at."""
