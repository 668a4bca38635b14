"""What files write in a cell for nothing, for yes and for no, in small letters."""

NOTHING = ("", "na", "n/a", "n.a.", "#n/a", "<na>", "nan", "null", "none", "-", "--")
"""How exports write that there is no value."""

TOTALS = (
    "total", "totals", "sum", "count", "average", "mean", "headcount", "summe", "gesamt", "gesamtsumme",
    "insgesamt", "anzahl", "mittelwert", "durchschnitt", "somme", "moyenne", "suma", "promedio", "totale",
    "somma", "media", "soma", "totaal", "som",
)  # fmt: skip
"""What a row or a column is called that adds up the others, or is their mean."""

YES = (
    "x", "✓", "✔", "☑", "✗", "yes", "y", "ja", "j", "oui", "o", "sí", "sì", "si", "sim", "true", "t",
    "wahr", "vrai", "verdadero", "vero", "verdadeiro", "present", "attended", "anwesend", "checked",
    "answered", "responded", "completed", "complete", "finished", "done", "submitted", "geantwortet",
    "abgeschlossen",
)  # fmt: skip
"""How they write that something holds, such as that somebody was there or answered."""

NO = (
    "no", "n", "nein", "non", "não", "nao", "false", "f", "falsch", "faux", "falso", "✘", "☐", "0",
    "absent", "abwesend", "unchecked", "pending", "declined", "refused", "opted out", "bounced", "invited",
    "missing", "open", "offen", "ausstehend", "abgelehnt", "eingeladen", "en attente", "pendiente",
    "did not answer", "did not respond", "not answered", "not responded", "no answer", "no response",
    "not started", "not completed", "incomplete", "unanswered", "nonrespondent", "non-respondent",
    "nicht geantwortet", "keine antwort", "nicht teilgenommen", "pas répondu", "sans réponse",
    "no respondió", "sin respuesta",
)  # fmt: skip
"""How they write that it does not, such as that no answer came."""
