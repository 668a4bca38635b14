"""The questionnaire: what to ask a client, in plain words, and what each answer means in the model.

Declared once: the prompts of `winsim new`, its file of answers and the page of questions for the
client are made from it.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from winsim.scenario.question import Question
from winsim.scenario.target import Promised, Shared, Target

HOURS = 40
"""Working hours of a week: answers in hours a week become weeks."""

YES_NO: Mapping[str, Any] = MappingProxyType({"yes": True, "no": False})

ORGANISATION = (
    Question(
        "title", "What is to change, in a few words?",
        "It heads tables and figures; take the words that people there use.",
        "Nothing: it is a title.",
        Target(("title",)),
    ),
    Question(
        "people", "How many people will have to work in the new way?",
        "Count those whose daily work changes, not those who decide. A people file has the answer in it.",
        "So many people are drawn, each an agent, with teams and ties like those of measured workplaces.",
        Target(("organisation.generate.people",)), unit="people", low=2, high=1_000_000, whole=True,
    ),
    Question(
        "team_size", "How many people are in a typical team?",
        "A team shares its work and sees its own results every day.",
        "The size of the teams that are drawn, and of the team that the work is stated for.",
        Target(("organisation.generate.team_size", "initiative.team_size")),
        unit="people", low=2, high=100,
    ),
    Question(
        "trust", "When leaders here announce something, do people believe that it will happen?",
        "Ask people, not leaders; ask for the last announcement that came true.",
        "Trust at the start: how far people go by what leaders tell them, and how much they like the change.",
        Target(("employees.trust",)), words={"hardly": 0.3, "partly": 0.5, "mostly": 0.7},
        unit="share who believe it", low=0.05, high=0.95,
    ),
    Question(
        "past", "How did the last changes of this kind end here?",
        "Ask for two or three by name. Failed ones make people doubt the next.",
        "Belief at the start that the change works here; it moves with every win and setback seen.",
        Target(("employees.belief",)), words={"failed": 0.25, "mixed": 0.33, "well": 0.5},
        unit="share that worked", low=0.05, high=0.95,
    ),
)  # fmt: skip

CHANGE = (
    Question(
        "work", "How much working time does a typical team need until it works in the new way?",
        "All steps together, for the whole team, in weeks of one person; without what is prepared for all.",
        "Shared out over the steps in the proportions of the template, until you write steps of your own.",
        Shared(("initiative.steps.*.work",)), unit="person-weeks a team", low=0.1, high=1000,
    ),
    Question(
        "design", "How much work is done once for everyone: design, systems, training material?",
        "Only what must be ready before teams can finish their part; 0 if there is nothing of the kind.",
        "Shared out over the steps; teams wait for the design of a step.",
        Shared(("initiative.steps.*.design",)), unit="person-weeks in all", high=10_000,
    ),
    Question(
        "risk", "Think of the step that you doubt most: how likely is it that it proves to be wrong?",
        "Ask what went wrong the last time, and how late it came to light.",
        "The chance of a hidden flaw in the riskiest step; that of the others in proportion.",
        Shared(("initiative.steps.*.risk",), measure=max, most=0.95),
        words={"hardly": 0.05, "perhaps": 0.15, "likely": 0.4},
        unit="probability", high=0.95,
    ),
    Question(
        "visibility", "When a team has finished a step, do people in other teams notice?",
        "Ask who would know by Friday, and from whom.",
        "How strongly the most visible step is felt as a win; the others in proportion.",
        Shared(("initiative.steps.*.visibility",), measure=max),
        words={"hardly": 0.3, "partly": 0.6, "plainly": 1.0},
        unit="observations", low=0.05, high=3,
    ),
    Question(
        "price", "When everybody works in the new way, how many hours a week is that worth per person?",
        "Hours saved, or what is earned divided by what an hour costs. Ask for the lowest number they would sign.",
        f"A week of the full benefit, per employee: hours divided by {HOURS}. Statements on net value hold at it.",
        Target(("initiative.price",), per=HOURS), unit="hours a week per person", high=200,
    ),
    Question(
        "gain", "What does a person who works in the new way get out of it?",
        "Ask several people what becomes easier on Monday; what the organisation gains is no answer.",
        "What an adopter gains; against what is given up, it makes the change attractive or not.",
        Target(("initiative.gain",)), words={"little": 0.8, "something": 1.0, "much": 1.3},
        unit="ratio to the loss", low=0.1, high=10,
    ),
    Question(
        "loss", "What does a person give up for it: habits, standing, freedom, certainty?",
        "Ask those who will not like it. Losses weigh more than gains of the same size.",
        "What an adopter gives up; it is weighed by each person's loss aversion.",
        Target(("initiative.loss",)), words={"little": 0.8, "something": 1.0, "much": 1.3},
        unit="ratio to the gain", low=0.1, high=10,
    ),
    Question(
        "together", "How much of the benefit comes only when nearly everybody has changed?",
        "What is it worth if only one team works in the new way, for ever? The rest comes only together.",
        "Complementarity: that share of the benefit waits until nine of ten teams have changed.",
        Target(("initiative.complementarity",)),
        words={"little": 0.1, "some": 0.3, "most": 0.7}, unit="share", high=1,
    ),
    Question(
        "two_ways", "While some have changed and others not: who must work in both ways?",
        "One system that all share makes everybody run both; a routine of a team only that team.",
        "Who pays for running two ways side by side until all of them have changed.",
        Target(("initiative.side_by_side",)),
        words={"each team": "team", "everybody": "organisation"},
    ),
    Question(
        "double_work", "How many hours a week does a person lose by working in both ways?",
        "Entering things twice, looking in two places, explaining it to those who have not changed.",
        f"Working time lost while two ways run side by side: hours divided by {HOURS}; it counts as cost.",
        Target(("initiative.dual_running",), per=HOURS), unit="hours a week per person", high=40,
    ),
)  # fmt: skip

LEADERSHIP = (
    Question(
        "time", "How many hours a week can a person give the change, beside daily business?",
        "At most, in a team that wants it. Ask what will be left undone instead.",
        f"Capacity of a fully committed team: hours divided by {HOURS}, of everybody in it.",
        Target(("teams.capacity",), per=HOURS), unit="hours a week per person", low=0.2, high=40,
    ),
    Question(
        "protected", "Which share of that time will be kept free, whatever comes?",
        "Ask who may take people off the change, and when that last happened.",
        "The effort that every team gives at least, alike in all rollouts.",
        Target(("rollouts.*.waves.*.protected",)),
        words={"none": 0.0, "half": 0.5, "most": 0.8}, unit="share", high=1,
    ),
    Question(
        "pilots_protected", "Would the first teams get more time kept free than the others? If so, which share?",
        "Say so only if it will be done: then the pilots differ in more than the sequence. Usually: as the others.",
        "The protected effort of the first wave of the gradual rollout alone.",
        Target(("rollouts.pilots.waves.0.protected",)), unit="share", high=1,
    ),
    Question(
        "documentation", "Will teams write down how they did it, so that others can copy?",
        "It costs them a tenth more work and saves the next team more than that.",
        "Each team documents its steps, alike in all rollouts.",
        Target(("rollouts.*.documentation",)), words=YES_NO,
    ),
    Question(
        "obliged", "Once the new way is in place in a team, will people be obliged to use it?",
        "Ask what happens to somebody who does not. If nothing happens, nobody is obliged.",
        "The chance a week that somebody complies, convinced or not; alike in all rollouts.",
        Target(("rollouts.*.mandate",)),
        words={"no": 0.0, "asked to": 0.05, "enforced": 0.2}, unit="per week", high=1,
    ),
    Question(
        "budget", "How much working time may the change cost in all, per person?",
        "Money divided by what a week of work costs, divided by the people; unlimited if nobody counts.",
        "What the programme may cost. A meeting that finds it used up ends the programme; a part of the benefit flows back into it.",
        Target(("leadership.budget",)), words={"unlimited": None},
        unit="person-weeks per person", low=0.05, high=520,
    ),
    Question(
        "meetings", "Every how many weeks do the leaders meet who can let the next teams begin?",
        "Look at the calendar of the last half year, not at the plan.",
        "Waves are opened, and money is looked at, only in those weeks.",
        Target(("leadership.decide_every",)),
        words={"monthly": 4, "quarterly": 13}, unit="weeks", low=1, high=104, whole=True,
    ),
    Question(
        "first_teams", "How many teams could go first?",
        "Teams that want to, and that others look at.",
        "The number of teams in the first wave of the gradual rollout.",
        Target(("rollouts.pilots.waves.0.count",)), unit="teams", low=1, high=1000, whole=True,
    ),
    Question(
        "gate", "How much must the first teams have finished before the others may begin?",
        "Ask what leaders want to see before they say yes, and whether they would wait for it.",
        "The gate of later waves: the share of earlier teams' steps that is finished.",
        Target(("rollouts.pilots.waves.*.gate.wins",), where_set=True),
        words={"half": 0.5, "most": 0.7, "all": 1.0}, unit="share", high=1,
    ),
    Question(
        "sponsor", "How firmly does the sponsor stand behind it, today?",
        "Ask what else the sponsor promised this year, and whether the sponsor will still be there at the end.",
        "The sponsor's support at the start; wins raise it, setbacks and silence lower it, and it can end.",
        Target(("leadership.support",)), words={"wavering": 0.35, "fairly": 0.6, "firmly": 0.8},
        unit="share", high=1,
    ),
    Question(
        "patience", "How many weeks may pass without a visible result before people say that nothing comes of it?",
        "Ask when the last programme was called dead, and how long nothing had been seen by then.",
        "Weeks until silence begins to wear belief, trust and the sponsor's support down.",
        Target(("behaviour.patience",)), unit="weeks", low=1, high=104,
    ),
    Question(
        "weeks", "Over how many weeks is the change to be judged?",
        "From the start until somebody asks what came of it.",
        "How long the simulation looks; what comes later counts for nothing.",
        Target(("weeks",)), words={"one year": 52, "two years": 104, "three years": 156},
        unit="weeks", low=4, high=520, whole=True,
    ),
    Question(
        "deadline", "Is there a date by which it must be done? In how many weeks?",
        "A date that everybody has been told; none if there is none.",
        "A promise to everyone, in all rollouts, of nine tenths of the progress by that week: kept or broken.",
        Promised(("rollouts.*.promises",)), words={"none": None},
        unit="weeks", low=1, high=520, whole=True,
    ),
)  # fmt: skip

SECTIONS: Mapping[str, tuple[Question, ...]] = MappingProxyType(
    {
        "The organisation": ORGANISATION,
        "The change": CHANGE,
        "Leaders, time and money": LEADERSHIP,
    }
)
"""All questions under their headings, in the order in which they are asked."""

QUESTIONS: Mapping[str, Question] = MappingProxyType(
    {question.name: question for questions in SECTIONS.values() for question in questions}
)
"""All questions by name, in that order."""
