# The way of an objection: examined, built in, taken over, handed to the wider circle.
#
# Named consent-<notice>, as all that is said of a decision; what is always there stands at the head of
# consent.ftl. $objection: its number. An objection is its owner's, and nobody has to defend it; nobody
# who is asked about one is ever named.

## Examining

# $asked: how many are asked   $half: how many of them at least
consent-examining-rule =
    An objection qualifies when it shows a harm to what we are here for, or hinders somebody's work. It becomes a concern only if at least { $half } of the { $asked } who are asked answer clearly, nobody says that it qualifies, and somebody who did not write the text says that it does not. In doubt it stands.

consent-doubts = { $named ->
    [yes] { $by } thinks
    [you] You think
   *[no] Somebody thinks
}

# $how: held | claimed | seconded   $named: yes | you | no, $by   $words: the reason   $until
# $yours: yes | no (the reader's objection)
consent-examination-claimed =
    { $yours ->
        [yes] { $how ->
            [held] { consent-doubts } that your objection { $objection } to “{ $title }” may not qualify:
            [seconded] Two of us think that your objection { $objection } to “{ $title }” may not qualify. The reason that was given:
           *[claimed] { consent-doubts } that your objection { $objection } to “{ $title }” may not qualify:
        }
       *[no] { $how ->
            [held] { consent-doubts } that objection { $objection } may not qualify:
            [seconded] A second voice thinks that objection { $objection } may not qualify. The reason that was given:
           *[claimed] { consent-doubts } that objection { $objection } may not qualify:
        }
    }

    { $words }

    { $how ->
        [held] Who wrote a text does not judge that alone, so the objection stands as it is. If somebody else sees it so too: `!examine { $objection }`. There is nothing else to do.
       *[claimed] { $yours ->
            [yes] Your objection stands, and you need not defend it. Until { $until } you can say more (OBJECT and your words), keep it as a worry (CONCERN and your words), or let it go (`!resolved`). If you would rather leave it as it is, that is fine: then the others are asked, without you, and in doubt it stands.
           *[no] The objection stands, and its owner is asked first. If it is still open on { $until }, the others are asked, without its owner; in doubt it stands. { $named ->
                [you] You can take this back:
               *[other] Whoever brought this up can take it back:
            } `!withdraw claim`. The decision stays open until then.
        }
    }
    .mail-subject = { $yours ->
        [yes] About your objection { $objection }: { $title }
       *[no] A doubt about objection { $objection }: { $title }
    }
    .mail =
        Hello { $you }. { consent-examination-claimed }{ $yours ->
            [yes] {""}
           *[no] {""}

                The objection:

                { $said }

                It is about decision { $number }: { $title }
        }

        { consent-signed }

# $way: all | panel   $said: the objection   $words: why it may not qualify   $until
# $yours: yes (the reader is asked) | owner | no   $sealed: yes | no
consent-examination-asked =
    { $yours ->
        [owner] The others are asked now whether your objection { $objection } to “{ $title }” qualifies, until { $until }. There is nothing for you to do. You can still say more (OBJECT and your words) or let it go (`!resolved`). { consent-examining-rule }
       *[other] { $yours ->
            [yes] Does objection { $objection } to “{ $title }” qualify? You are asked; its owner is not.
           *[no] { $way ->
                [panel] Does objection { $objection } qualify? { $asked ->
                    [one] One of us, drawn by lot, is asked alone, until { $until }. Its owner and whoever wrote the text are not asked.
                   *[other] { $asked } of us, drawn by lot, are asked, each alone, until { $until }. Its owner and whoever wrote the text are not asked.
                }
               *[all] Does objection { $objection } qualify? All of us are asked but its owner.
            }
        }

            { $said }

        Why it may not:

            { $words }

        { consent-examining-rule }{ $yours ->
            [yes] {""}

                Reply "qualifies", "does not qualify" or "pass", by { $until }.
           *[no] { $way ->
                [panel] {""}
               *[all] {""}

                    { $sealed ->
                        [yes] Write to me alone: "qualifies", "does not qualify" or "pass", by { $until }.
                       *[no] Reply to this message: "qualifies", "does not qualify" or "pass"; or ⚖️ qualifies · 🍃 does not · ⏭️ pass. By { $until }.
                    }
            }
        }
    }
    .mail-subject = { $yours ->
        [owner] The others are asked about your objection { $objection }: { $title }
        [yes] Does objection { $objection } qualify? { $title }, by { $until }
       *[no] Objection { $objection } is looked at: { $title }
    }
    .mail =
        { $yours ->
            [owner] Hello { $you }. { consent-examination-asked }
            [yes] Dear { $you }, one question about decision { $number } in { $circle }, “{ $title }”: does objection { $objection } qualify? Its owner is not asked.

                { $said }

                Why it may not:

                { $words }

                { consent-examining-rule } Begin your reply with

                    QUALIFIES           it shows a harm, or hinders somebody
                    DOES NOT QUALIFY    I see neither
                    PASS                I leave it to the others

                Please answer by { $until }. If you write nothing, that is all right: in doubt the objection stands. This is not your answer to the proposal.
           *[no] Hello { $you }. { $way ->
                    [panel] Some of us, drawn by lot, are asked whether objection { $objection } to “{ $title }” qualifies, until { $until }.
                   *[all] The others are asked whether objection { $objection } to “{ $title }” qualifies, until { $until }.
                } There is nothing for you to do. { consent-examining-rule }
        }

        { consent-signed }


# $finding: qualifies | not | pass   $until
consent-judgement-received =
    I read this as: { $finding ->
        [qualifies] objection { $objection } qualifies.
        [not] objection { $objection } does not qualify.
       *[pass] pass. You leave it to the others whether objection { $objection } qualifies.
    } Your answer to the proposal itself stays as it is. You can change this one until { $until }; the last one counts.
    .mail-subject = { $finding ->
        [qualifies] I read your answer as: objection { $objection } qualifies ({ $title })
        [not] I read your answer as: objection { $objection } does not qualify ({ $title })
       *[pass] Your pass on objection { $objection } is noted: { $title }
    }
    .mail =
        Dear { $you }, thank you. { consent-judgement-received }

        { consent-signed }

# $counted: yes | no   $says, $denies, $leaves: how many
consent-examined-counts = { $counted ->
    [yes] {" "}It qualifies { $says } · it does not { $denies } · pass { $leaves }.
   *[no] {""}
}

# $found: qualifies | withdrawn
consent-examination-ended =
    { $found ->
        [withdrawn] The doubt about objection { $objection } is taken back. The objection stands as it did.
       *[qualifies] Objection { $objection } stands: it was looked at, and counts.{ consent-examined-counts } What would meet it? Everybody may offer a wording: `!suggest` and the text. `!amend` and the new text opens the next version.
    }
    .mail-subject = { $found ->
        [withdrawn] Taken back: the doubt about objection { $objection } to { $title }
       *[qualifies] Objection { $objection } stands: { $title }
    }
    .mail =
        Hello { $you }. { consent-examination-ended }

        It is about decision { $number }: { $title }

        { consent-signed }

## Building it in

# $left: how many new texts may still try
consent-tries-left = { $left ->
    [0] No further version is possible here.
    [one] One more version is possible.
   *[other] { $left } more versions are possible.
}

# $last: yes | no (no further text can try)   $open: objections still open   $until
# $yours: yes | no (the reader objects)
consent-integrating-began =
    { $yours ->
        [yes] The time for “{ $title }” is over, and your objection is open. Nothing is decided against it. { $last ->
            [yes] No further version is possible. On { $until } it is postponed, with all that was said, unless it is met (`!resolved`){ $wider ->
                [yes] , or you agree to take it to the wider circle when you are asked
               *[no] {""}
            }.
           *[no] There is time until { $until } to find a text that meets it. What would? A wording of yours helps most: write `!suggest` and the text. A smaller step may do as well: a shorter trial, an earlier look, something that we measure. If it is met, write `!resolved`. If nothing meets it by then, the proposal is postponed.
        }
       *[no] { $open ->
            [one] The time for “{ $title }” is over, and one objection is open. Nothing is decided against it.
           *[other] The time for “{ $title }” is over, and { $open } objections are open. Nothing is decided against them.
        } { $last ->
            [yes] No further version is possible. On { $until } it is postponed, with all that was said.{ $wider ->
                [yes] {" "}{ $proposer } or a host can take it to the wider circle, if whoever objects agrees: `!escalate { $number }`.
               *[no] {""}
            }
           *[no] There is time until { $until } to find a text that meets what was said.

                Some ways: ask what would help; a shorter trial, with an earlier look; measuring what is feared; keeping it for a talk. Everybody may offer a wording: `!suggest` and the text. `!amend` and the new text opens the next version; a host can write it too. { consent-tries-left } Without one by then it is postponed, and anyone may take it up again.
        }
    }
    .mail-subject = { $yours ->
        [yes] What would meet your objection? { $title }, by { $until }
       *[no] Time to find a better text: { $title }, by { $until }
    }
    .mail =
        Hello { $you }. { consent-integrating-began }{ $yours ->
            [yes] {""}
           *[no] {""}

                What was said against it:

                { $said }
        }

        { consent-signed }

# $suggestion: its number   $named: yes | no, $by   $words   $yours: yes | no (the reader offers it)
consent-text-suggested =
    { $yours ->
        [yes] Your wording for “{ $title }” is before the circle (suggestion { $suggestion }):
       *[no] { $named ->
            [yes] { $by } offers a wording for “{ $title }” (suggestion { $suggestion }):
           *[no] A wording is offered for “{ $title }” (suggestion { $suggestion }):
        }
    }

    { $words }

    { $proposer } or a host can take it: `!amend suggestion={ $suggestion }`. Until then the text stays as it is.
    .mail-subject = { $yours ->
        [yes] Your wording is before the circle: { $title }
       *[no] A wording is offered: { $title }
    }
    .mail =
        Hello { $you }. { consent-text-suggested }

        { consent-signed }

# $named: yes | no, $by
consent-objection-adopted =
    { $named ->
        [yes] { $by } speaks for objection { $objection } from now on. It stands.
       *[no] Somebody speaks for objection { $objection } from now on. It stands.
    }
    .mail-subject = Objection { $objection } has somebody to speak for it: { $title }
    .mail =
        Hello { $you }. { consent-objection-adopted } It is about decision { $number }: { $title }

        { consent-signed }

# The objector says that the new text does not meet it.   $tried, $left, $wider: as in consent-next-try
consent-objection-stands =
    Version { $version } does not meet objection { $objection } yet. { consent-next-try }
    .mail-subject = Not met yet: objection { $objection } to { $title }
    .mail =
        Hello { $you }. { consent-objection-stands } It is about your proposal “{ $title }”.

        { consent-signed }

## To the wider circle

# $named: yes | no, $by   $yours: yes | no (the reader objects, and is asked)
consent-escalation-asked =
    { $yours ->
        [yes] { $named ->
            [yes] { $by } would like to take “{ $title }” to the wider circle. It goes only if you agree, because your objection is open.
           *[no] Somebody would like to take “{ $title }” to the wider circle. It goes only if you agree, because your objection is open.
        } Write "yes": it goes, and your words go along. "Yes, without my words": it goes, and your words stay here. "No": it stays here. If you write nothing, it stays here as well.
       *[no] { $named ->
            [yes] { $by } would like to take decision { $number } to the wider circle.
           *[no] Somebody would like to take decision { $number } to the wider circle.
        } It goes only if whoever objects agrees; they are asked alone.
    }
    .mail-subject = { $yours ->
        [yes] To the wider circle? { $title }
       *[no] Perhaps to the wider circle: { $title }
    }
    .mail =
        Dear { $you }, a word about decision { $number } in { $circle }.

        { consent-escalation-asked }

        { consent-signed }

# $agrees: yes | no   $words: yes | no (theirs go along)   $waits: how many others are asked still
# $yours: yes | no
consent-escalation-answered =
    { $agrees ->
        [yes] Thank you. You agree that “{ $title }” goes to the wider circle{ $words ->
            [yes] , with your words.
           *[no] , without your words.
        }{ $waits ->
            [0] {""}
           *[other] {" "}It goes when everybody who objects agrees.
        }
       *[no] { $yours ->
            [yes] “{ $title }” stays here, then. The others hear that it stays, and no name.
           *[no] “{ $title }” stays here: to take it to the wider circle, everybody who objects has to agree.
        }
    }
    .mail-subject = { $agrees ->
        [yes] You agree: { $title } may go to the wider circle
       *[no] It stays here: { $title }
    }
    .mail =
        Dear { $you }, a word about decision { $number } in { $circle }.

        { consent-escalation-answered }

        { consent-signed }

## No, kindly

refused-examine-nothing = I find no open objection with that number. The card says how many are open.
refused-examine-which = There are several. Which one? For example: !examine 2 and why.
refused-examine-own = Objection { $objection } is your own. To let it go: `!resolved`. To say more: OBJECT and your words.
refused-examine-of-two = Of two people nobody overrules the other. Talk it over; `!amend` brings a new text, and `!postpone` lets it rest.
refused-examine-needs-reason = Why does objection { $objection } not qualify? For example: !examine { $objection } It is about another bed.
refused-examine-held = You have said so already, and whoever wrote a text does not judge that alone. It waits for somebody else to say `!examine { $objection }`; until then the objection stands.
refused-examine-in-practice = In this practice every objection leads to a better text, and none is examined. Say what you see in the round that follows.
refused-examined-already = Objection { $objection } is being looked at already, until { $until }.
refused-examined-before = Objection { $objection } was looked at, and stands. It can be looked at again when the text or its words have changed. What would meet it?
refused-not-asked-to-judge = You are not asked about an objection just now, so there is nothing to answer. Talk is welcome all the same.
refused-no-claim = I find no doubt of yours about an objection here, so there is nothing to take back.
refused-loops-spent =
    { $loops } new texts have tried, and the objection is still open, so I take no further one here. `!postpone` lets it rest{ $wider ->
        [yes] , `!escalate { $number }` takes it to the wider circle,
       *[no] {""}
    } and `!resolved` is its owner's.
refused-adopt-nothing = I find no objection that has lost its owner. Your own is welcome: OBJECT and why.
refused-adopt-which = Several objections have lost their owner. Which one? For example: !adopt 2
refused-adopt-have-own = Objection { $objection } is yours already, and one person has one. What matters to you in the other you can add: OBJECT and your words.
refused-escalation-waits = That has been asked already. Decision { $number } goes to the wider circle as soon as whoever objects agrees; until then it stays here.
refused-not-asked-escalation = I am not waiting for a word of yours about the wider circle. The proposer or a host can ask for it: `!escalate` and the number.
