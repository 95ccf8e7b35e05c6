"""How far coders agree: ratings, coefficients, code sets, spans, alignments, and how sure the figures are. Pure."""
