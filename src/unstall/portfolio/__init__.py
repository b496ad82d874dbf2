"""All projects of a sessions folder on one page, and the index that makes it quick."""
