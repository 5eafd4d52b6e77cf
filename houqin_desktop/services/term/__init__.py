"""开学准备: kits, the plan of a term, what is needed and to be bought, the hand-out, the checks."""
