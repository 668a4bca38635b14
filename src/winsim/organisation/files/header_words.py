"""The headers that are known without being told, in the words of those who send such files.

The two tables are the only place where they stand: English, German, French, Spanish, and where a word
is common Italian, Portuguese and Dutch. Headers are compared as `plain` makes them, so case, accents,
spaces, punctuation and camelCase do not matter and `EMPLOYEE_ID` is not listed beside `Employee ID`.
Of two headers of one table that are known for the same name, the word that stands first is taken.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache

KNOWN_PEOPLE: dict[str, tuple[str, ...]] = {
    "id": (

        "Id", "Person ID", "Employee ID", "Worker ID", "Staff ID", "Personnel ID", "Member ID", "Emp ID",
        "User/Employee ID", "Unique ID", "Associate ID", "Object ID", "ID Number", "Emp Number",
        "User ID", "EID", "PID", "UID", "Employee Number", "Worker Number", "Person Number",
        "Personnel Number", "Staff Number", "Payroll Number", "Personalnummer", "Personalnr",
        "Personal-Nr", "Pers.-Nr.", "Persnr", "Mitarbeiternummer", "Mitarbeiternr", "Mitarbeiter-Nr",
        "Mitarbeiter-ID", "Matricule", "Identifiant", "Numéro d'employé", "ID salarié", "Matrícula",
        "Número de empleado", "ID empleado", "Identificador de empleado", "Matricola", "ID dipendente",
        "Personeelsnummer", "Medewerker-ID", "Node ID", "Node", "Vertex", "Actor ID", "Actor",
        "Respondent ID", "Respondent", "Participant ID", "Participant", "Person", "User Name", "Login",
        "User",
    ),
    "team": (

        "Team", "Team Name", "Department", "Department Name", "Dept", "Dept Name", "Home Department",
        "Home Department Description", "Employee Department", "Supervisory Organization",
        "Supervisory Organisation", "Org Unit", "Organizational Unit", "Organisational Unit",
        "Organization Unit", "Org Level 2", "Unit", "Group", "Work Group", "Business Unit", "Squad",
        "Section", "Division", "Abteilung", "Organisationseinheit", "Orgeinheit Text", "OrgEinheit",
        "Gruppe", "Bereich", "Équipe", "Service", "Département", "Unité", "Equipo", "Departamento",
        "Unidad", "Dipartimento", "Reparto", "Gruppo", "Setor", "Afdeling", "Organization",
        "Organisation",
    ),
    "manager": (

        "Manager ID", "Manager Employee ID", "Manager Employee Number", "Manager Person Number",
        "Manager User ID", "Supervisor Employee ID", "Supervisor Employee Number",
        "Reports To Associate ID", "PersNr Vorgesetzter", "Personalnummer Vorgesetzter",
        "Vorgesetzten-ID", "Matricule N+1", "Matricule manager", "Manager Number", "Supervisor ID",
        "Reports To ID", "Boss ID", "Manager Email", "Manager Email Address", "Manager UPN",
        "Line Manager Email", "Supervisor Email", "Reports To Email", "Manager", "Reports To",
        "Reporting To", "Line Manager", "Direct Manager", "Reporting Manager", "Worker's Manager",
        "Direct Supervisor", "Supervisor", "Boss", "Vorgesetzter", "Vorgesetzte", "Führungskraft",
        "Leiter", "Leitung", "Team Lead", "Team Leader", "Teamleiter", "Teamleitung", "Chef", "N+1",
        "Responsable", "Supérieur hiérarchique", "Supérieur", "Jefe", "Jefe directo", "Responsabile",
        "Capo", "Gestor", "Chefe", "Leidinggevende", "Manager Name", "Manager Full Name",
        "Manager Display Name", "Supervisor Name", "Supervisor Full Name",
        "Supervisor Name (Last Suffix, First MI)", "Line Manager Name", "Reports To Name",
        "Name Vorgesetzter",
    ),
    "name": (

        "Name", "Full Name", "Display Name", "Legal Name", "Employee Name", "Employee Full Name",
        "Employee Name (Last Suffix, First MI)", "Payroll Name", "Worker Name", "Preferred Name",
        "Worker", "Employee", "Label", "Vollständiger Name", "Nachname Vorname", "Mitarbeiter",
        "Nom complet", "Nom", "Nombre completo", "Nombre", "Nome completo", "Nome", "Naam",
    ),
    "email": (

        "Email", "Work Email", "Email Address", "Work Email Address", "Employee Email",
        "Work Contact: Work Email", "User Email", "Mail", "UPN", "User Principal Name", "E-Mail-Adresse",
        "Courriel", "Adresse e-mail", "Correo electrónico", "Correo", "Indirizzo e-mail", "E-mailadres",
    ),
    "answered": (

        "Answered", "Has answered", "Responded", "Has responded", "Response received", "Survey completed",
        "Completed survey", "Geantwortet", "Teilgenommen", "A répondu", "Ha respondido", "Respondió",
    ),
}  # fmt: skip
"""Our names of the columns of people, and the headers under which they come."""

KNOWN_TIES: dict[str, tuple[str, ...]] = {
    "source": (

        "Source", "Source ID", "From", "From ID", "From User", "From Person", "Start ID", "Tail",
        "Vertex 1", "Caller", "Sender", "Ego", "Ego ID", "Rater", "Nominator", "Respondent",
        "Respondent ID", "Sender Address", "Sender Email", "From Address", "From Email", "Who",
        "Person A", "TieOrigin_PersonId", "PrimaryCollaborator_PersonId", "Von", "De", "Da", "Desde",
        "Van", "PersonId", "Employee ID",
    ),
    "target": (

        "Target", "Target ID", "To", "To ID", "To User", "To Person", "End ID", "Head", "Vertex 2",
        "Callee", "Receiver", "Recipient", "Alter", "Alter ID", "Nominee", "Nominated",
        "Recipient Address", "Recipient Email", "To Address", "To Email", "Whom", "Person B",
        "Peer Employee ID", "Peer ID", "TieDestination_PersonId", "SecondaryCollaborator_PersonId",
        "Collaborator", "CollaboratorId", "Collaborator_PersonId", "An", "Zu", "Nach", "Vers", "Para",
        "Hacia", "Verso", "Naar",
    ),
    "weight": (

        "Weight", "Tie Weight", "Edge Weight", "Strength", "Tie Strength", "Strong_Tie_Score",
        "Tie_Score", "Frequency", "Freq", "How often", "Messages", "Message Count", "Emails", "Count",
        "Interactions", "Interaction Count", "Hours", "Hours per week", "Gewicht", "Stärke", "Stunden",
        "Stunden je Woche", "Stunden pro Woche", "Häufigkeit", "Wie oft", "Anzahl", "Poids", "Force",
        "Fréquence", "Heures", "Heures par semaine", "Peso", "Frecuencia", "Horas", "Frequenza", "Ore",
        "Frequência", "Frequentie", "Uren", "Value", "Score", "Rating",
    ),
    "type": (

        "Type", "Direction", "Edge Type", "Directionality", "Directed", "Is Directed", "Undirected",
        "Is Undirected", "Richtung", "Gerichtet", "Ungerichtet", "Orienté", "Dirigido",
    ),
    "layer": (

        "Layer", "Relation", "Relation Type", "Relationship", "Tie Type", "Kind", "Network", "Question",
        "Beziehung", "Beziehungsart", "Netzwerk", "Frage", "Réseau", "Red", "Relación", "Relazione",
        "Relação", "Relatie", "Type",
    ),
}  # fmt: skip
"""Our names of the columns of ties, and the headers under which they come."""

OWN_HEADERS = (

    "Login", "Login Name", "Account", "Account Name", "SAM Account Name", "UPN", "Alias", "Nickname",
    "Known As", "Preferred Name", "Distinguished Name", "Badge", "Badge ID", "Badge Number", "Number",
    "Your Name", "Your Email", "Your Email Address", "Business Email", "Company Email", "Corporate Email",
    "Primary Email", "Secondary Email", "Private Email", "Personal Email", "Contact Email", "Benutzer",
    "Benutzername", "Anmeldename", "Kürzel", "Ihr Name", "Ihre E-Mail", "Ihre E-Mail-Adresse",
)  # fmt: skip
"""Further headers of what people themselves are called, beside `id`, `name` and `email`."""

FIRST_NAMES = (

    "First Name", "Given Name", "Forename", "Vorname", "Prénom", "Nombre", "Nome", "Voornaam",
)  # fmt: skip
"""Headers of the first part of a name that comes in two columns."""
LAST_NAMES = (

    "Last Name", "Surname", "Family Name", "Nachname", "Familienname", "Nom de famille", "Nom",
    "Apellidos", "Apellido", "Cognome", "Sobrenome", "Apelido", "Achternaam",
)  # fmt: skip
"""Headers of the other part."""

NUMBER = frozenset(("no", "nr", "num", "nbr"))
"""Words for a number that are one and the same in a header."""
SIGNS = {"#": " number ", "+": " plus ", "°": "o "}
HUMP = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z])")
"""Where a word begins inside camelCase."""
ACCENT = re.compile("[\u0300-\u036f]")
"""Accents, once they are apart from their letters."""
WORD = re.compile(r"[^\W_]+")


def plain(header: str) -> str:
    """A header as headers are compared: small letters and digits of its words, put together.

    Args:
        header: As it stands in a file.

    Example:
        >>> plain("Employee #"), plain("EMPLOYEE_NO."), plain("employeeNumber"), plain(" Équipe ")
        ('employeenumber', 'employeenumber', 'employeenumber', 'equipe')
    """
    return "".join(words_in(header))


def words_in(header: str) -> list[str]:
    """The words of a header, in small letters and without accents.

    Example:
        >>> words_in("YearWeek"), words_in("# Messages")
        (['year', 'week'], ['number', 'messages'])
    """
    for sign, said in SIGNS.items():
        header = header.replace(sign, said)
    text = HUMP.sub(" ", header)
    if not text.isascii():
        text = ACCENT.sub("", unicodedata.normalize("NFKD", text))
    words = WORD.findall(text.casefold())
    return ["number" if word in NUMBER else word for word in words]


@cache
def words_of(name: str) -> tuple[str, ...]:
    """The known headers of one of our names, made plain, the one to be taken first at the front.

    Args:
        name: Our name; one without known headers is known as itself alone.
    """
    return plain_words((KNOWN_PEOPLE | KNOWN_TIES).get(name, (name,)))


def plain_words(headers: Iterable[str]) -> tuple[str, ...]:
    """Headers made plain, each once."""
    return tuple(dict.fromkeys(map(plain, headers)))


@cache
def known_names() -> Mapping[str, str]:
    """Our name of every known header, made plain; a first or last name is a name."""
    named = dict.fromkeys(plain_words((*FIRST_NAMES, *LAST_NAMES)), "name")
    for name in (*KNOWN_TIES, *KNOWN_PEOPLE):
        named |= dict.fromkeys(words_of(name), name)
    return named
