# The chair of a round: handed on, offered when the round waits for it, asked for, kept.
#
# The rules of the voice as in go_around.ftl. Nobody is told to be missing: the round waits, that is
# all. $title: what the round is about; $where: room | alone.

# To who has the chair now, alone.   $form: round | decision   $step of $steps (0: no practice)
# $counted: yes | no ($heard of $seats)   $paused, $said: yes | no   $sentence: ready to copy
chair-yours =
    You have the chair of “{ $title }” now. { $steps ->
        [0] {""}
       *[other] It is at step { $step } of { $steps }.{" "}
    }{ $counted ->
        [yes] Heard so far: { $heard } of { $seats }.{" "}
       *[no] {""}
    }{ $form ->
        [decision] You can write the next version with "!amend" and the new text.
       *[round] { $paused ->
            [yes] It rests in a pause; "!resume" goes on.
           *[no] It goes on by itself; "!pause", "!extend 1d" and "!end" listen to you.
        }
    } To hand it on: "!chair" and a name.{ $said ->
        [yes] {" "}For you as host:

            { $sentence }
       *[no] {""}
    }
    .mail-subject = The chair is yours: { $title }
    .mail =
        Dear { $you }, you have the chair of “{ $title }” in { $circle } now. { $steps ->
            [0] {""}
           *[other] It is at step { $step } of { $steps }.{" "}
        }{ $counted ->
            [yes] Heard so far: { $heard } of { $seats }.{" "}
           *[no] {""}
        }{ $form ->
            [decision] You can write the next version: reply with !amend and the new text.
           *[round] { $paused ->
                [yes] It rests in a pause; reply !resume to go on.
               *[no] It goes on by itself. When you like to, reply !pause, !extend 1d or !end.
            }
        } To hand it on, reply !chair and a name.{ $said ->
            [yes] {" "}For you as host:

                { $sentence }
           *[no] {""}
        }

        { letter-signed }

# $what: pause | choice | objection   $pace: live | slow   $free: yes | no (somebody has the chair)
chair-offered =
    { $what ->
        [pause] This round rests in a pause.
        [objection] An objection waits to be built into “{ $title }”.
       *[choice] This step waits for a choice.
    } Anyone here may take the chair and carry it on: say "!chair me".{ $free ->
        [yes] {""}
       *[no] {" "}It is yours { $pace ->
            [live] two minutes
           *[slow] twelve hours
        } later; whoever has it now can keep it with any word as host.
    }
    .mail-subject = Would you take the chair? { $title }
    .mail =
        Dear { $you }, “{ $title }” in { $circle } is waiting. { $what ->
            [pause] It rests in a pause.
            [objection] An objection waits to be built into the text.
           *[choice] A step of it waits for a choice.
        }

        Anyone in the circle may take the chair and carry it on. Would you like to? Reply CHAIR ME.{ $free ->
            [yes] {""}
           *[no] {" "}It is yours { $pace ->
                [live] two minutes
               *[slow] twelve hours
            } later, unless whoever has it now likes to keep it.
        }

        Otherwise there is nothing to do: your place and your words stay as they are.

        { letter-signed }

# $member: who would like it   $taker: you | other   $until: when it is theirs
chair-asked =
    { $taker ->
        [you] You take the chair of “{ $title }” from { $until }, unless whoever has it now likes to keep it. I write to you then.
       *[other] { $member } would take the chair{ $where ->
            [alone] {" "}of “{ $title }” in { $circle }
           *[room] {""}
        } from { $until }. To keep it, any word as host is enough, or "!chair me".
    }
    .mail-subject = The chair: { $title }
    .mail =
        Dear { $you }, { $taker ->
            [you] thank you. The chair of “{ $title }” in { $circle } is yours from { $until }, unless whoever has it now likes to keep it. I write to you then.
           *[other] { $member } would take the chair of “{ $title }” in { $circle } from { $until }. That may suit you well; then there is nothing to do. To keep it, reply CHAIR ME before.
        }

        { letter-signed }

# $member: who has it
chair-kept =
    { $member } keeps the chair{ $where ->
        [alone] {" "}of “{ $title }” in { $circle }
       *[room] {""}
    }. Thank you for the offer.
    .mail-subject = The chair stays: { $title }
    .mail =
        Dear { $you }, { $member } keeps the chair of “{ $title }” in { $circle }. Thank you for the offer; there is nothing to do.

        { letter-signed }

# To a host by mail.   $member: who has it now
chair-passed-on =
    { $member } has the chair of “{ $title }” now.
    .mail-subject = The chair is handed on: { $title }
    .mail =
        Dear { $you }, { $member } has the chair of “{ $title }” in { $circle } now. As a host you can use every host word there as before; there is nothing to do.

        { letter-signed }

# To another host of the circle, once.   $chair: named | free ($member is there with "named")
co-host =
    { $chair ->
        [named] { $member } has the chair of “{ $title }”.
       *[free] “{ $title }” begins.
    } As a host of { $circle } you can use every host word there too, now and in other rounds: "!next", "!pause", "!resume", "!extend", "!add", "!chair", "!end". I say this only once.
    .mail-subject = As a host of { $circle }
    .mail =
        Dear { $you }, { $chair ->
            [named] { $member } has the chair of “{ $title }” in { $circle }.
           *[free] “{ $title }” begins in { $circle }.
        } As a host you can use every host word there too, now and in other rounds. Reply for example !next, !pause, !resume, !extend 1d, !chair and a name, or !end. I say this only once; there is nothing to do.

        { letter-signed }

consent-chair-handed = { $member }, this proposal is in your hands now: "!amend" and a new text writes the next version.

refused-chair-asked-already = Somebody has asked for the chair already. In a little while it is settled.
