# A review: a decision that looks again at an earlier one. What is not here is said as in consent.ftl.
#
# With every notice: $bears: keep | revise | drop, $reviewed (the number of the decision in force),
# $keeps_until (until when it would be kept), $again (when it is
# looked at again, where nothing was settled), $owner.
# With every request and on the card: $worried: how many concerns there were, $recalled: their words;
# $objected: how many objections the review begins with, $objecting: their words; $revision: the
# difference to the words in force.

## The question

review-drop-text = We let decision { $number } go: { $text }

review-recalled =
    { $worried ->
        [0] {""}
        [one] {""}

            When it was decided there was a concern. Did it happen?

            { $recalled }
       *[other] {""}

            When it was decided there were concerns. Did it happen?

            { $recalled }
    }

review-objecting =
    { $objected ->
        [0] {""}
        [one] {""}

            There is an objection to it:

            { $objecting }

            It stands until its owner says how it is met; until then nothing else is settled. What would meet it? { $proposer } can write a new text (`!amend`), and everyone may help.
       *[other] {""}

            There are objections to it:

            { $objecting }

            They stand until their owners say how they are met; until then nothing else is settled. What would meet them? { $proposer } can write a new text (`!amend`), and everyone may help.
    }

review-means =
    { $bears ->
        [keep] To consent is to keep it. An objection tells what harm it does now; then we improve it together.{" "}
       *[other] {""}
    }

review-meanwhile = Until this is settled, decision { $reviewed } stays in force.

review-asks =
    { $bears ->
        [keep] Shall we keep decision { $reviewed } as it is, until { TIME($keeps_until, style: "date") }? (decision { $number })
       *[revise] { $proposer } proposes a new text for decision { $reviewed }. Do you consent? (decision { $number }, version { $version })
        [drop] { $proposer } proposes to let decision { $reviewed } go. Do you consent? (decision { $number }, version { $version })
    }

review-text =
    { $bears ->
        [revise] { $revision }
       *[other] { $text }
    }

review-proposal-opened =
    { $yours ->
        [yes] Your proposal about decision { $reviewed } is before the circle. You consent to it, unless you answer otherwise.
       *[no] { review-asks }
    }

    { review-text }{ review-recalled }{ review-objecting }

    { review-means }{ review-meanwhile }

    { consent-ways }

    { consent-when } { consent-silence }{ consent-who-reads }
    .mail-subject = { $yours ->
        [yes] Your proposal is out: { $title }, open until { $until }
       *[no] { $bears ->
            [keep] Shall we keep it? { $title }, by { $until }
           *[other] Do you consent? { $title }, by { $until }
        }
    }
    .mail =
        Dear { $you }, { $yours ->
            [yes] your proposal about decision { $reviewed } is before { $circle } (decision { $number }, version { $version }):
           *[no] { $bears ->
                [keep] shall we keep decision { $reviewed } as it is, until { TIME($keeps_until, style: "date") }? (decision { $number })
               *[revise] { $proposer } proposes a new text for decision { $reviewed } (decision { $number }, version { $version }):
                [drop] { $proposer } proposes to let decision { $reviewed } go (decision { $number }, version { $version }):
            }
        }

        { review-text }{ review-recalled }{ review-objecting }

        { $yours ->
            [yes] You consent to it, unless you answer otherwise. The others answer until { $until }. I write to you when somebody objects or asks you something.
           *[no] { $bears ->
                [keep] { review-means }

                    { consent-ways-by-mail }
               *[other] { consent-ways-by-mail }
            }
        }

        { review-meanwhile } { consent-silence }

        { consent-signed }

## Outcomes

review-does =
    { $bears ->
        [keep] Decision { $reviewed } is kept as it is, provisionally (decision { $number }).
       *[revise] A new text for decision { $reviewed } is adopted provisionally (decision { $number }, version { $version }).
        [drop] Provisionally, we let decision { $reviewed } go (decision { $number }).
    }

review-decision-provisional =
    { review-does }

    { $text }

    { $yours ->
        [yes] { consent-at-table } nobody objects. Your own answer is open until { $until }, and an objection brings it back. { review-meanwhile } { consent-silence }
       *[no] { consent-at-table } nobody objects. Some answer in their own time, until { $until }; an objection brings it back. { review-meanwhile }
    }
    .mail-subject = { $yours ->
        [yes] Adopted provisionally, your answer is open: { $title }, by { $until }
       *[no] Adopted provisionally: { $title }
    }
    .mail =
        Dear { $you }, { $circle } has looked again. { review-does }

        { $text }

        { $yours ->
            [yes] { consent-at-table } nobody objects. Your own answer weighs the same: it is open until { $until }, and an objection of yours brings it back.

                { consent-ways-by-mail }

                { review-meanwhile } { consent-silence }
           *[no] { consent-at-table } nobody objects. Some answer in their own time, until { $until }; an objection brings it back. Until then you can change your answer. { review-meanwhile }
        }

        { consent-signed }

review-settled =
    { $bears ->
        [keep] We keep decision { $reviewed } as it is (decision { $number }).
       *[revise] Adopted, and in force: decision { $number }, version { $version }. It takes the place of decision { $reviewed }.
        [drop] Decision { $reviewed } is let go (decision { $number }). It is no longer in force.
    }

review-and-then =
    { $bears ->
       *[other] { $owner } looks after it. We look at it again on { TIME($review, style: "date") }.
        [drop] It can come back any time, with a new proposal.
    }

review-harm =
    { $bears ->
       *[other] {" "}Harm shows up earlier? `!object #{ review-number }` and why, any time.
        [drop] {""}
    }

review-harm-by-mail =
    { $bears ->
       *[other] {" "}Harm shows up earlier? Reply OBJECT and why, any time.
        [drop] {""}
    }

review-number =
    { $bears ->
        [revise] { $number }
       *[keep] { $reviewed }
    }

review-decision-adopted =
    { review-settled }

    { $text }{ consent-answered }

    { review-and-then }{ review-harm } The register: `!decision { review-number }`.{ consent-log }
    .mail-subject = { $bears ->
        [keep] Kept: { $title }
       *[revise] Adopted: { $title }
        [drop] Let go: { $title }
    }
    .mail =
        Dear { $you }, { $circle } has looked again. { review-settled }

        { $text }{ consent-answered }

        { review-and-then }{ review-harm-by-mail } The register: !decision { review-number }.{ consent-log }

        { consent-signed }

review-as-before = Decision { $reviewed } stays in force as it was. We look at it again on { TIME($again, style: "date") }.

review-decision-closed =
    { $outcome ->
        [void] Decision { $number } is void: “{ $title }”.
        [escalated] Decision { $number } is not decided here: “{ $title }”.
       *[other] Decision { $number } is closed: “{ $title }”.
    } { consent-why-closed }

    { review-as-before }

    { consent-counts }{ consent-worries }{ consent-thanks }

    The register: `!decision { $reviewed }`.{ consent-log }
    .mail-subject = { $outcome ->
        [withdrawn] Withdrawn: { $title }
        [lapsed] Lapsed: { $title }
        [escalated] It goes to the wider circle: { $title }
        [void] It no longer stands: { $title }
       *[postponed] Postponed: { $title }
    }
    .mail =
        Dear { $you }, decision { $number } in { $circle } is closed:

        { $text }

        { consent-why-closed }

        { review-as-before }

        { consent-counts }{ consent-worries }{ consent-thanks }

        The register: !decision { $reviewed }.{ consent-log }

        { consent-signed }

## The card

review-card-asks =
    { $bears ->
        [keep] Shall we keep decision { $reviewed } as it is, until { TIME($keeps_until, style: "date") }? (decision { $number })
       *[revise] A new text for decision { $reviewed }, proposed by { $proposer } (decision { $number }, version { $version }):
        [drop] { $proposer } proposes to let decision { $reviewed } go (decision { $number }, version { $version }):
    }

review-card =
    .open =
        { $sealed ->
            [yes] Do you consent? Write to me alone; nobody sees it.
           *[no] Do you consent? 👍 consent, 🤔 concern, 🛑 object, ⏭️ pass
        }

        { review-card-asks }

        { $text }

        { consent-card-numbers }
        { consent-when } { consent-silence }{ consent-who-reads }
    .objection =
        An objection is open. What would meet it? !suggest, !amend

        { review-card-asks }

        { $text }

        { $objections ->
            [one] One objection is open, and nothing is settled before it is met.
           *[other] { $objections } objections are open, and nothing is settled before they are met.
        } { consent-card-numbers }
        { consent-when } { consent-silence }{ consent-who-reads }
    .in-force =
        { $bears ->
            [keep] Kept as it is. Harm shows up? !object #{ $reviewed } and why
           *[revise] Adopted, in force. Harm shows up? !object #{ $number } and why
            [drop] Let go. Nothing to do.
        }

        { $bears ->
            [keep] Decision { $reviewed }, looked after by { $owner }:
           *[revise] Decision { $number }, version { $version }, in place of decision { $reviewed }, looked after by { $owner }:
            [drop] Decision { $number }:
        }

        { $text }

        { consent-card-numbers }{ $later ->
            [0] { $bears ->
                [drop] {""}
               *[other] {" "}We look again on { TIME($review, style: "date") }.
            }
           *[other] {" "}We are looking at it again: decision { $later }.
        }
