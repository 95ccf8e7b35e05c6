"""Whether questions are asked well: what a wording does to an answer (METHOD: question quality), and how to say it better. Pure."""
