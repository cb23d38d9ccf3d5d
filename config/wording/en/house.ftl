### What the service says about itself and about what people type.

pong = pong
refused-unknown-word = I don't know “{ $typed }”. `!help` shows what works here.
refused-unknown-word-near = I don't know “{ $typed }”. Did you mean `!{ $meant }`?
refused-option-near-miss = I don't know the option “{ $typed }=”. Did you mean `{ $meant }=`? Nothing was started.
refused-not-yet = “{ $typed }” is not built yet. It will come with a later version.
words-taken-back = (taken back by the one who said it)
