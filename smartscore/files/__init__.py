"""Files: reading YAML and JSON with places for errors, finding questionnaires, reading and writing answer sheets."""
