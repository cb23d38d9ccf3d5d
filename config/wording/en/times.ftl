# How moments and lengths of time are told. Names of days, months and cities come from CLDR.

# A day, short or long: "Mon 9 March", "Monday 9 March 2026".
time-day = { $weekday } { $day } { $month }
time-day-of-year = { $weekday } { $day } { $month } { $year }
time-date = { $day } { $month }
time-date-of-year = { $day } { $month } { $year }

# $clock is "18:00". In a room it is the circle's zone; elsewhere the reader's own.
time-short = { $day }, { $clock }
# Less than an hour and a half away, on the same day.
time-soon-in-room = { $clock } ({ $city }, { $away })
time-in-room = { $day }, { $clock } ({ $city }, { $away })
time-in-own-zone =
    { $city ->
        [UTC] { $day }, { $clock } UTC
       *[other] { $day }, { $clock }, { $city } time
    }

time-ahead =
    { $unit ->
        [moments] in a moment
        [minutes]
            { $count ->
                [one] in { $count } minute
               *[other] in { $count } minutes
            }
        [hours]
            { $count ->
                [one] in { $count } hour
               *[other] in { $count } hours
            }
       *[days]
            { $count ->
                [1] tomorrow
                [one] in { $count } day
               *[other] in { $count } days
            }
    }
time-ago =
    { $unit ->
        [moments] just now
        [minutes]
            { $count ->
                [one] { $count } minute ago
               *[other] { $count } minutes ago
            }
        [hours]
            { $count ->
                [one] { $count } hour ago
               *[other] { $count } hours ago
            }
       *[days]
            { $count ->
                [1] yesterday
                [one] { $count } day ago
               *[other] { $count } days ago
            }
    }

time-span =
    { $unit ->
        [seconds]
            { $count ->
                [one] { $count } second
               *[other] { $count } seconds
            }
        [minutes]
            { $count ->
                [one] { $count } minute
               *[other] { $count } minutes
            }
        [hours]
            { $count ->
                [one] { $count } hour
               *[other] { $count } hours
            }
       *[days]
            { $count ->
                [one] { $count } day
               *[other] { $count } days
            }
    }
