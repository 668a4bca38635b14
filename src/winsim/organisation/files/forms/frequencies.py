"""Words that are a literal frequency, as contacts a working week; those of surveys in four languages."""

import re

MONTH, QUARTER, YEAR = 1 / 4, 1 / 13, 1 / 52
"""Weeks turned round: a month counts as four weeks, a quarter as thirteen, a year as fifty-two."""
EACH = {
    5: "daily, every day, each day, once a day, every working day; "
    "täglich, jeden Tag, arbeitstäglich; "
    "quotidien, quotidiennement, tous les jours, chaque jour; "
    "diario, diariamente, a diario, todos los días, cada día",
    2: "twice a week, two times a week; zweimal pro Woche; deux fois par semaine; dos veces por semana",
    1: "weekly, every week, once a week, once per week, 1x per week; "
    "wöchentlich, jede Woche, einmal pro Woche, einmal in der Woche, einmal die Woche, 1x pro Woche; "
    "hebdomadaire, chaque semaine, toutes les semaines, une fois par semaine; "
    "semanal, semanalmente, cada semana, todas las semanas, una vez por semana, una vez a la semana",
    1 / 2: "fortnightly, every two weeks, every other week; vierzehntägig, alle zwei Wochen; "
    "toutes les deux semaines; quincenal, cada dos semanas",
    MONTH: "monthly, every month, once a month, once per month, 1x per month; "
    "monatlich, jeden Monat, einmal pro Monat, einmal im Monat, 1x pro Monat; "
    "mensuel, mensuellement, chaque mois, tous les mois, une fois par mois; "
    "mensual, mensualmente, cada mes, todos los meses, una vez al mes",
    QUARTER: "quarterly, every quarter, once a quarter; vierteljährlich, quartalsweise, "
    "einmal im Quartal; trimestriel, trimestriellement, chaque trimestre; "
    "trimestral, trimestralmente, cada trimestre",
    YEAR: "yearly, annually, every year, once a year; jährlich, jedes Jahr, einmal im Jahr; "
    "annuel, annuellement, chaque année, une fois par an; anual, anualmente, cada año, una vez al año",
    0: "never, not at all; nie, niemals, gar nicht; jamais; nunca, jamás",
}  # fmt: skip


def alike(word: str) -> str:
    """A word as it is compared: in small letters, without spaces and hyphens."""
    return re.sub(r"[\s_-]+", "", word.casefold())


KNOWN: dict[str, float] = {
    alike(word): float(often) for often, words in EACH.items() for word in re.split("[,;]", words)
}
"""Contacts a working week of five days, by the word as it is compared."""
