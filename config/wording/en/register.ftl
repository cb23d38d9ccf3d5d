# The register: what a circle has decided. A list is one line for each, the newest first.

# How a decision stands that was adopted.   $bears: none | keep | revise | drop (what it did to decision
# $reviewed)   $later: the decision that took its place, let it go, or looks at it again; else 0
decision-state =
    { $phase ->
        [superseded] replaced by decision { $later }
        [dropped] let go by decision { $later }
       *[in_force] { $bears ->
            [keep] decision { $reviewed } was kept as it is
            [drop] decision { $reviewed } was let go
           *[none] { $later ->
                [0] in force{ $dated ->
                    [yes] {""}; we look again on { TIME($review, style: "date") }
                   *[no] {""}
                }
               *[other] in force; we are looking at it again: decision { $later }
            }
        }
    }

decisions-none =
    { $searched ->
        [yes] I find no such decision. `!decisions` lists them all.
       *[no] This circle has no decisions yet. `!propose TEXT` begins one.
    }

# $more older ones are not shown; $next is the number of the last one shown
decisions-shown =
    { $count ->
        [one] One decision:
       *[other] { $count } decisions, the newest first:
    }
    { $lines }
    { $more ->
        [0] {""}
        [one] One more: `!decisions before { $next }`.{" "}
       *[other] { $more } more: `!decisions before { $next }`.{" "}
    }`!decision N` shows one whole; `!decisions in force`, `open`, `due` or some words find others.

## One decision whole

# $standing: open | resolved | withdrawn | concern and others   $improved: yes | no, $version
register-objection =
    { $number }. { $named ->
        [yes] { $name }:{" "}
       *[no] {""}
    }{ $words } ({ $standing ->
        [resolved] { $improved ->
            [yes] met by version { $version }
           *[no] resolved
        }
        [withdrawn] withdrawn
        [concern] kept as a concern
        [qualified] looked at, and it stands
        [orphaned] open, without its owner
        [void] found not to stop it
       *[open] open
    })

register-position =
    { $position ->
        [consent] Consent
        [concern] Consent, with a concern
        [object] Objection
        [aside] Stand aside
       *[pass] Pass
    }: { $names }

# $state: how it stands   $reviews: how many have looked at it again, $looks: their numbers
# $cared: yes | no (somebody looks after it)   $linked: yes | no, $link
# $takes_up, $taken_up: decisions linked by a text that was taken up again, $taken: how many; 0: none
# $voided: yes | no, $fault: why
# $came, $went: its number in another circle, $came_from, $went_to; 0: none
decision-shown =
    Decision { $number } ({ $state }), version { $version }, proposed by { $proposer }:

    { $text }

    { $counted ->
        [yes] Consent { $consents }, with a concern { $with_concern }, objections { $objections }, stand aside { $aside }, pass { $passed }.
        [later] Nobody has been asked to consent yet.
        [unnamed] The numbers come when it is over, because an objection has no name.
       *[no] Its answers are sealed.
    }{ $named ->
        [yes] {""}

            { $names }
       *[no] {""}
    }{ $worries ->
        [0] {""}
       *[other] {""}

            Concerns:

            { $concerns }
    }{ $objected ->
        [0] {""}
       *[other] {""}

            Objections:

            { $objecting }
    }{ $cared ->
        [yes] {""}

            { $owner } looks after it.
       *[no] {""}
    }{ $bears ->
        [revise] {""}

            It was brought as a new text for decision { $reviewed }.
        [keep] {""}

            It asked whether to keep decision { $reviewed }.
        [drop] {""}

            It asked whether to let decision { $reviewed } go.
       *[none] {""}
    }{ $reviews ->
        [0] {""}
        [one] {""}

            It was looked at again: decision { $looks }.
       *[other] {""}

            It was looked at again: decisions { $looks }.
    }{ $came ->
        [0] {""}
       *[other] {""}

            It came from { $came_from }, where it was decision { $came }.
    }{ $went ->
        [0] {""}
       *[other] {""}

            It went to { $went_to }, where it is decision { $went }.
    }{ $voided ->
        [yes] {""}

            It is void, because of a fault in how it came about:

            { $fault }
       *[no] {""}
    }{ $takes_up ->
        [0] {""}
       *[other] {""}

            It took up decision { $takes_up } again.
    }{ $taken ->
        [0] {""}
        [one] {""}

            It was taken up again: decision { $taken_up }.
       *[other] {""}

            It was taken up again: decisions { $taken_up }.
    }{ $versions ->
        [1] {""}
       *[other] {""}

            `!decision { $number } versions` shows how its text came about.
    }{ $tasks ->
        [0] {""}
       *[other] {""}

            To do:

            { $doing }
    }{ $log_code_known ->
        [yes] {""}

            Anybody can count it again: `!export { $number } json`, with the code { $log_code }.
       *[no] {""}
    }{ $linked ->
        [yes] {""}

            In the room: { $link }
       *[no] {""}
    }

register-version =
    Version { $version }, by { $author }, { TIME($at, style: "date") }:

    { $first ->
        [yes] { $text }
       *[no] { $difference }
    }

decision-versions =
    Decision { $number }, version by version:

    { $lines }

refused-decision-how = I know `!decision { $number }` (whole), `!decision { $number } versions` (how its text came about) and `!decision { $number } owner NAME` (ask somebody to look after it).

## Who looks after it

# To whoever is asked, alone.   $by   $number   $text   $owner: who looks after it now
owner-asked =
    { $by } asks whether you would look after decision { $number } from now on:

    { $text }

    Who looks after a decision keeps an eye on how it goes, and is asked when we look at it again. Would you? Answer "yes" or "not now". Both are fine, and need no reason; until you say yes, nothing changes.
    .mail-subject = Would you look after it? { $title }
    .mail =
        Dear { $you }, { $by } asks whether you would look after decision { $number } in { $circle } from now on:

        { $text }

        Who looks after a decision keeps an eye on how it goes, and is asked when we look at it again.

        Would you? Reply YES or NOT NOW. Both are fine, and need no reason; until you say yes, nothing changes.

        { letter-signed }

# A line of !missed.   $number   $text
missed-owner = would you look after decision { $number }, “{ $text }”? Answer my question with "yes" or "not now".

# To who asks.   $member: who is asked
owner-asking = I ask { $member } alone. Until { $member } says yes, { $owner } looks after decision { $number }.

# To who has said yes, in chat; by mail the notice to all says it
owner-taken = Thank you. Decision { $number } is in your care now: “{ $title }”.

owner-declined =
    That is all right. { $owner } goes on looking after decision { $number }.
    .mail-subject = All right: { $title }
    .mail =
        Dear { $you }, that is all right. { $owner } goes on looking after decision { $number }: { $title }

        { letter-signed }

# To who had asked.   $member
owner-not-now =
    { $member } would rather not look after decision { $number } just now, “{ $title }”. { $owner } goes on.
    .mail-subject = Not now: who looks after it? { $title }
    .mail =
        Dear { $you }, { $member } would rather not look after decision { $number } just now: { $title }

        { $owner } goes on. To ask somebody else, reply !decision { $number } owner and a name.

        { letter-signed }

refused-owner-not-yours = { $owner } looks after decision { $number }; only { $owner } or a host can ask somebody else.
refused-owner-already = { $owner } looks after decision { $number } already.
refused-owner-asked-before = I have asked { $member } already whether to look after decision { $number }. A yes makes it so.
refused-owner-yes-or-no = Please answer "yes" or "not now".
refused-owner-late = This question has been answered, or has lapsed. Nothing has changed by it now.

# To whoever proposes much at a time, alone; the proposal is out all the same.   $count   $lines
proposals-many =
    Your proposal is before the circle. You have { $count } open now, and each asks everybody for an answer:
    { $lines }
    Perhaps one of them can wait? `!withdraw`, as a reply to it, takes it back for now. It is fine to leave it so, too.
