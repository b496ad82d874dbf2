"""The sections of the report and the plan, one module for each that has something to say."""
