# Lines inside letters and differences.

# Below the name of somebody who passed.
entry-passed = passed
# In place of a name, where words are shown without names.
entry-unsigned = A voice
# Above what somebody added in the echo.
entry-echo = and in the echo:

# Below the new text of a proposal, one line for each change.
difference-changed = was “{ $old }”, now “{ $new }”
difference-added = added: “{ $new }”
difference-removed = taken out: “{ $old }”
# When too much has changed to list it: the old text follows.
difference-before = Before, it said:
