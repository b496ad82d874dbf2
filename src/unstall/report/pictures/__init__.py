"""Pictures of a document for pages: drawn as SVG, with no script, no style and no id of their own.

Colours, line styles and fonts are the page's, by class, so that one picture serves on light and
dark screens and on paper. Every picture says in words what it shows, for whoever cannot see it.
"""
