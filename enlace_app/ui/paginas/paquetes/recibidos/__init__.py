"""The authority's tab of the packages: what comes in from the regions and what was received."""
