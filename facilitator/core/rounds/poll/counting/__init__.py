"""How answers are counted: pure, from papers and numbers alone, so that anyone can count again.

``runoff`` finds one by rankings, ``transferable`` several; ``blt`` writes rankings down for others'
programs. ``sums`` adds up what was given to each option.
"""
