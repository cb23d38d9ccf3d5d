# A decision that goes to the wider circle: its history there, and the offer to its hosts.

# In the wider circle.   $from: the smaller circle   $number: there   $versions: how many, $texts
# $difference: from the first to the last
# $spoken: how many of the objectors' words come along, $words   $objections: how many were open
decision-history =
    This comes from { $from }, where it was decision { $number } and was not decided.

    { $versions ->
        [1] The text is as it was there.
       *[other] There were { $versions } versions:

            { $texts }

            From the first to the last:

            { $difference }
    }

    How it stood there: consent { $consents } · with a concern { $with_concern } · objection { $objections } · aside { $aside } · pass { $passed }.{ $spoken ->
        [0] {""}
       *[other] {""}

            What stood against it, in the words of those who agreed to that:

            { $words }
    }

    Here it begins anew: everybody answers for this circle.
    .mail-subject = Where it comes from: { $title }
    .mail =
        Dear { $you }, some history to “{ $title }”, which is before { $circle } now.

        { decision-history }

        The Facilitator (a program, not a person).

# To each host of the wider circle.   $from   $number: there   $by: who proposed it there   $text
decision-handed =
    { $from } hands a decision on to { $circle }. { $by } proposed it there (decision { $number }), and it was not decided:

    { $text }

    Shall I put it before { $circle }? Reply "yes", and it is proposed there in your name, with its history. The first yes of a host counts; if nobody says yes, nothing happens.
    .mail-subject = { $from } hands a decision on: { $title }
    .mail =
        Dear { $you }, { $from } hands a decision on to { $circle }. { $by } proposed it there (decision { $number }), and it was not decided:

        { $text }

        Shall I put it before { $circle }? Reply YES, and it is proposed there in your name, with its history. The first yes of a host counts; if nobody says yes, nothing happens.

        The Facilitator (a program, not a person).
