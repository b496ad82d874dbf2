"""Recovery plans: actions picked by the answers, sized by the gap, laid into dated weeks."""
