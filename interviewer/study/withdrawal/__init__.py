"""Taking what a person said off the disk: what there is, the trace that stays, the files written anew."""
