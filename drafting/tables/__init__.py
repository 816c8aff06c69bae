"""Tables that decide: strategy, elements, roles of facts, hazards. Editable as data."""
