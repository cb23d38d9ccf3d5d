# What stands beside the positions on a proposal: a consent given ahead, an objection without a name,
# a pause that members ask for, a fault that was found.
#
# Named consent-<notice>, as all that is said of a decision; what is always there stands at the head of
# consent.ftl. $objection: its number. Whose an unnamed objection is stands nowhere.

## Given ahead

# To whoever gave it
consent-ahead-counts =
    Objection { $objection } is resolved on version { $version } of “{ $title }”, so the consent that you gave ahead counts now. You can change your answer until { $until }; the last one counts.
    .mail-subject = Your consent counts now: { $title }
    .mail =
        Dear { $you }, objection { $objection } is resolved on version { $version } of “{ $title }”, so the consent that you gave ahead counts now.

        You can change your answer until { $until }; the last one counts. TAKE BACK as your whole reply removes it. With nothing to change, there is nothing to do.

        { consent-signed }

## An objection without a name

# Below the words of one.   $line: yes | no (whether its owner is asked through us)
consent-private-line =
    { $line ->
        [yes] {""}

            { $named ->
                [you] Whose it is stays with me. What is asked about it comes to you alone; begin your reply with ANSWER.
               *[no] Whose it is stays with me. To ask about it, write me `!question about={ $objection }` and your words: I carry them to its owner, and the answer to all of us, without names.
            }
       *[no] {""}
    }

# $yours: yes | no (the reader's objection)   $by: who asks   $words   $line: yes | no (no name is known)
consent-objector-asked =
    { $yours ->
        [yes] { $by } asks about your objection { $objection } to “{ $title }”:

            { $words }

            { $line ->
                [yes] If you like, write me ANSWER and your words. Then everybody reads the question and your answer, both without a name. It is also fine to leave it.
               *[no] Answer in the room or wherever you meet, as you like.
            }
       *[no] Your question about objection { $objection } to “{ $title }” is with its owner. { $line ->
            [yes] If they answer, everybody reads your question and the answer, both without a name.
           *[no] They answer as they like.
        }
    }
    .mail-subject = { $yours ->
        [yes] A question about your objection: { $title }
       *[no] Your question is passed on: { $title }
    }
    .mail =
        Dear { $you }, { $yours ->
            [yes] { $by } asks about your objection { $objection } to “{ $title }”:

                { $words }

                { $line ->
                    [yes] If you like, begin your reply with ANSWER. Then everybody reads the question and your answer, both without a name. It is also fine to leave it.
                   *[no] Answer wherever you meet, as you like.
                }
           *[no] your question about objection { $objection } to “{ $title }” is with its owner. { $line ->
                [yes] If they answer, everybody reads your question and the answer, both without a name.
               *[no] They answer as they like.
            }
        }

        { consent-signed }

# $question, $words: what was asked, and what its owner says
consent-objector-answered =
    Asked about objection { $objection } to “{ $title }”:

    { $question }

    Its owner answers:

    { $words }
    .mail-subject = About objection { $objection }: { $title }
    .mail =
        Dear { $you }, this was asked about objection { $objection } to “{ $title }”:

        { $question }

        Its owner answers:

        { $words }

        To ask more, reply !question about={ $objection } and your words.

        { consent-signed }

# $by: its owner
consent-objector-revealed =
    Objection { $objection } to “{ $title }” is from { $by }, who would like you to know.
    .mail-subject = Objection { $objection } has a name now: { $title }
    .mail =
        Dear { $you }, a word about decision { $number } in { $circle }. Objection { $objection } to “{ $title }” is from { $by }, who would like all of us to know. There is nothing to do.

        { consent-signed }

## A pause that members ask for

consent-pause-asked =
    One of us would like to stop the clock for “{ $title }” for a while. When one more of us says `!pause`, it stands still.
    .mail-subject = Shall the clock stop? { $title }
    .mail =
        Dear { $you }, one of us would like to stop the clock for “{ $title }” for a while (decision { $number } in { $circle }). When one more of us replies !pause, it stands still. Otherwise there is nothing to do.

        { consent-signed }

## A fault that was found

# To the host who said so.   $words: why   $holds: yes | no (people live by it already)
consent-void-asked =
    You would have decision { $number } void, “{ $title }”. Everybody would read why:

    { $words }

    { $holds ->
        [yes] It holds already, and this undoes it.
       *[no] It is before the circle, and this ends it.
    } Sure? Then `!void { $number } yes`, by you or another host, within a day. Otherwise there is nothing to do.
    .mail-subject = Sure? Decision { $number } would be void: { $title }
    .mail =
        Dear { $you }, you would have decision { $number } in { $circle } void, “{ $title }”. Everybody would read why:

        { $words }

        { $holds ->
            [yes] It holds already, and this undoes it.
           *[no] It is before the circle, and this ends it.
        } Sure? Then reply !void { $number } yes, within a day; another host can say so too. Otherwise there is nothing to do.

        { consent-signed }

## No, kindly

refused-nothing-ahead = No objection of anybody else is open here, so there is nothing to consent ahead of. CONSENT alone is enough.
refused-ahead-of-own = Objection { $objection } is your own. When a new text meets it, CONSENT or `!resolved` says so.
refused-ahead-of-which = Several objections are open. Which one? For example: !consent ahead 2
refused-unnamed-too-few = With fewer than { $least } of us it would be easy to guess whose objection it is, so I have not taken it. OBJECT because … stands with your name. Or ask somebody you trust to bring it.
refused-unnamed-too-early = Nobody is asked to consent yet: these are questions and first reactions, and they have names. When we are asked, OBJECT UNNAMED … is welcome.
refused-unnamed-needs-words = What harm do you see? Write OBJECT UNNAMED and your words: a proposal can only be improved by those who know.
refused-unnamed-has-name = Your objection { $objection } is open already, with your name. What you add to it stands there too: OBJECT and your words.
refused-unnamed-in-practice = In this practice objections have a name. OBJECT because … is welcome, or a word to somebody you trust.
refused-no-such-objection = I find no open objection with that number. The card says how many are open.
refused-about-which = Several objections are open. Which one? For example: !question about=2 and your words.
refused-about-own = Objection { $objection } is your own. To say more about it: OBJECT and your words.
refused-nothing-asked = I find no question about an unnamed objection of yours. To say more about it: OBJECT and your words.
refused-nothing-to-reveal = I find no unnamed objection of yours here.
refused-reveal-sealed = Answers to this proposal are sealed, so I show nobody's name. You are free to tell the others yourself.
refused-pause-needs-two = You have asked for it already. When one more of us says !pause, the clock stands still.
refused-pause-not-yours = A host can let it go on, or one of the two who stopped it.
refused-void-over = Decision { $number } is closed already, so there is nothing to undo.
refused-void-in-practice = This decision is a step of a practice, which a host can end: !end
refused-void-needs-words = What went wrong with decision { $number }? Everybody reads it. For example: !void { $number } The newcomers were not asked.
refused-void-unsaid = First say what went wrong, for everybody to read. For example: !void { $number } The newcomers were not asked.
refused-take-up-late = Decision { $number } was withdrawn more than a week ago, so its text is its author's again. Yours is welcome: !propose and your words.
refused-take-up-not-now =
    { $outcome ->
        [in_force] Decision { $number } is in force. To ask for a change: !review { $number } and a new text.
        [escalated] Decision { $number } is with the wider circle now.
        [superseded] A later decision has taken the place of decision { $number }. Yours is welcome: !propose and your words.
        [dropped] Decision { $number } was let go. A new one is welcome: !propose and your words.
       *[open] Decision { $number } is still before the circle. You can answer it, or offer a wording: !suggest and your words.
    }
