# Lines inside letters and differences.

# Below the name of somebody who passed.
entry-passed = passed
# In place of a name, where words are shown without names.
entry-unsigned = A voice
# Above what others called out in somebody's turn, one line each.
entry-calls = and others called out:
# Above what somebody added in the echo.
entry-echo = and in the echo:
# Below what was said: what it came to.   $told: yes | no (whether $what is there)   $number
came-picked = Picked: { $what }
came-agreed = { $told ->
        [yes] Agreed: { $what }
       *[no] Agreed.
    }
came-adopted = Adopted, decision { $number }: { $what }
came-objected = { $told ->
        [yes] An objection stands, so this was not decided: { $what }
       *[no] An objection stands, so this was not decided.
    }
came-undecided = { $told ->
        [yes] Not decided: { $what }
       *[no] Not decided.
    }
came-left = { $number ->
        [one] 1 point stayed unplaced.
       *[other] { $number } points stayed unplaced.
    }
# Before one of several numbered things, and before its sum.
item-number = { $number }.
item-points =
    { $points ->
        [one] 1 point:
       *[other] { $points } points:
    }

# Below the new text of a proposal, one line for each change.
difference-changed = was “{ $old }”, now “{ $new }”
difference-added = added: “{ $new }”
difference-removed = taken out: “{ $old }”
# When too much has changed to list it: the old text follows.
difference-before = Before, it said:
