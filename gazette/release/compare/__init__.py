"""The parts of a comparison, one file for each thing that can differ."""
