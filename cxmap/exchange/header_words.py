"""What a column header says, in English, German, French and Spanish (and a little more).

A header is squeezed to letters and digits before it is looked up: ``First_Name``, ``FIRSTNAME`` and
``first name`` are one word. Words decide only together with the values (``columns``): in Spanish
``nombre`` is a first name beside ``apellidos`` and a whole name without it.
"""

from __future__ import annotations

import re
from functools import cache

import msgspec

from cxmap.text import fold


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_PHRASES: dict[str, str] = {
    "id": """id employeeid empid personid userid workerid postuniquereference personnelnumber
        personalnummer persnr manr mitarbeiternummer matricule numerodeempleado legajo matricola
        staffid staffnumber uniqueid recordid key no nr nummer ref reference employeekey idempleado
        codigodeempleado codigo employeecode associateid slug contactid memberid elementid nodeid
        identifiant kennung clave employeeno positionid postreference postid pernr
        personnelno mitarbeiterid idsalarie numeroempleado numempleado personalnr personeelsnummer
        employeereference staffno stafknr salesforceid systemid emplid nodeempleado numerodeempleados
        positionnumber positionnbr personnr personno identifier idpersonal employeekey""",
    "employee_number": "employeenumber employeenr numerosalarie payrollnumber",
    "login": """userprincipalname upn samaccountname username login loginid userlogin benutzername
        kurzel accountname networkid uid ntlogin userloginname identifiantutilisateur usuario""",
    "alias": """aliasemails aliases proxyaddresses secondaryemail secondaryemails othermails
        worksecondaryemail alternateid formerid oldid""",
    "guid": "objectid objectguid azureid immutableid guid uuid",
    "dn": "distinguishedname dn",
    "email": """email emailaddress mail workemail emailprimarywork primaryemailaddress primaryemail
        emailwork workemailaddress contactemail businessemail courriel adresseemail adressemail
        correo correoelectronico emailadresse mailadresse companyemail officialemail emailid
        emailpro emailprofessionnel courrielprofessionnel correocorporativo emailgeschaftlich
        emails corporateemail employeeemail""",
    "name": """name fullname displayname label worker vertex employee employeename person mitarbeiter
        mitarbeitername nomcomplet nombrecompleto preferredname legalname colaborador empleado
        employe collaborateur salarie nominativo naam contactname cn commonname nodelabel
        vollstandigername mitarbeiterin teammember leader personname workername staffname
        nombreyapellidos nometprenom prenometnom contact nome anzeigename nomaffiche nom nombre""",
    "name_last_first": "lastnamefirstname namevorname nachnamevorname nomprenom apellidosnombre",
    "given_name": """firstname givenname first forename vorname prenom nombres legalnamefirstname
        preferredfirstname rufname voornaam legalfirstname nombredepila primernombre""",
    "family_name": """lastname surname familyname last sn nachname familienname apellido apellidos
        legalnamelastname achternaam cognome zuname legallastname preferredlastname nomdefamille
        primerapellido""",
    "title": """title job jobtitle businesstitle position positiontitle role employeetitle
        positionstitel funktion stelle stellenbezeichnung poste fonction intitule intituleduposte
        cargo puesto ruolo functie jobname titleofthepost jobrole jobposition designation funktionsbezeichnung
        berufsbezeichnung rolle titel jobtitel occupation functiontitle post planstelle
        planstellenbezeichnung positionsbezeichnung dienststellung tatigkeit tatigkeitsbezeichnung
        puestodetrabajo rol jobprofile jobprofilename intituledeposte libelleposte libelledeposte emploi libelleemploi""",
    "department": """department departmentname dept abt abteilung service departement departamento
        afdeling reparto abteilungsname departmentnumber area""",
    "unit": """unit team costcentername costcentrename supervisoryorganization orgunit businessunit
        organisationseinheit organizationalunit orgunitname gerencia orgeinheit teamname kostenstelle
        subdepartment orgunits ou oe equipe equipo costcenter orgunitpath functionalunit group direction
        kostenstellenname einheit teams homedepartment equipes equipos departments""",
    "division": "division bereich divisionname geschaftsbereich sparte sector direccion",
    "organization": """organization organisation company companyname firma societe empresa
        unternehmen gesellschaft legalentity entreprise associatedcompany organizationname employer
        bedrijf azienda""",
    "location": """location site office city standort lieu sede ubicacion ort officelocation
        physicaldeliveryofficename locationname worklocation niederlassung ville ciudad l bureau
        oficina buro arbeitsort vestiging""",
    "manager": """manager managers reportsto reportingto supervisor linemanager boss workersmanager
        solidline solidlinemanager directmanager bossid parent parentid parentemployeekey
        reportstoseniorpost vorgesetzter vorgesetzte vorgesetztervorgesetzte fuhrungskraft
        disziplinarischervorgesetzter direktervorgesetzter direktevorgesetzte leiter responsable
        responsablehierarchique superieur superieurhierarchique n1 jefe jefedirecto jefeinmediato
        superior responsabledirecto reportaa leidinggevende responsabile gestor berichtetan
        reportstoid reportstoemail reportstoname leitetvon chefde supervisedby managedby
        peoplemanager jefeid superiorhierarchique rattachement rattachementhierarchique
        responsableid parentkey leadby teamlead
        teamleiter teamleiterin nameofmanager nameofsupervisor nameoflinemanager""",
    "dotted": """matrixmanager dottedline dottedlinemanager functionalmanager secondmanager
        fachlichervorgesetzter responsablefonctionnel jefefuncional dottedids dotted dottedid
        altreportsto dottedlineto secondarymanager dottedmanager matrixvorgesetzter fachlicheleitung
        dottedreportsto alternatemanager functionalreportsto dottedlinereport matrixreportsto""",
    "post": "roleslug roleid rolekey post positioncode positionslug rolename jobslug",
    "path": """reportingpath reportingchain managementchain managerchain hierarchypath reportpath
        managementpath path chain hierarchie berichtsweg fuhrungskette chaine jerarquia
        cadenademando reportingline hierarchy managerpath lineage""",
    "active": """status active accountenabled employmentstatus enabled activestatus isactive
        employeestatus statut estado workerstatus isenabled estatus aktiv activo actif
        accountstatus situacion situation lifecyclestatus beschaftigungsstatus statusreadonly userstatus""",
    "inactive": """suspended issuspended disabled isdisabled accountdisabled archived isarchived
        terminated isterminated deactivated isdeactivated gesperrt""",
    "deleted": "isdeleted deleted geloscht supprime eliminado",
    "end_date": """enddate terminationdate leavedate austrittsdatum datedesortie fechadebaja
        leavingdate austritt lastday validto exitdate""",
    "usertype": "usertype workertype employeetype employmenttype contingentworkertype",
    "stance": "stance haltung posture postura",
    "last_contact": """lastcontact lastcontacted letzterkontakt derniercontact ultimocontacto
        lasttouch lastmet lastcontactdate lasttalk""",
    "note": "note notes notiz notizen remarque remarques nota notas",
    "kind": "type elementtype nodetype entitytype objectclass",
    "description": "description beschreibung descripcion",
    "below": """directreports directreport reports subordinates reportees subordinate
        direktunterstellte unterstellte subordonnes subordinados reportesdirectos""",
    "from": "from source von desde src startid fromid vertex1 origin sourceid emisor",
    "to": "to target nach hacia dst endid toid vertex2 destination targetid receptor",
    "from_name": "sourcename fromname sourcelabel fromlabel",
    "to_name": "targetname toname targetlabel tolabel",
    "relation": """type relation relationship connectiontype tie edgetype kind label relationtype
        beziehung lien relacion connection""",
    "direction": "direction directed richtung sens direccion",
    "strength": "strength weight value starke poids peso closeness",
    "group_parent": "reportingseniorpost",
    "group_size": "numberofpostsinfte numberofposts",
}
"""Field to squeezed headers, separated by blanks."""

_WORDS: dict[str, tuple[str, ...]] = {}
for _field, _text in _PHRASES.items():
    for _word in _text.split():
        _WORDS[_word] = (*_WORDS.get(_word, ()), _field)

_MANAGER_TOKENS = _set(
    """
    manager managers mgr supervisor supervisors boss vorgesetzter vorgesetzte vorgesetzten
    fuhrungskraft superieur jefe jefa leidinggevende superior leiter leiterin responsable chef mgr
    """
)
_NOT_MANAGER_TOKENS = _set(
    """
    hr account contact owner mentor buddy approver hiring recruiter personalreferent pate rrh
    parrain project product is has count since date level 2nd skip title department phone location
    start comments type grade relationship store office case role position assistant salary cost
    status org organization organisation team indirect of rh projet proyecto projekt previous former old
    prior next new fruherer ehemaliger ancien anterior
    """
)
_OTHER_STATUS = _set("marital lead order deal payment visa read email survey clearance tax")
_DOTTED_TOKENS = _set(
    """
    matrix dotted functional fachlicher fachliche fonctionnel funcional second secondary alternate
    alt
    """
)
_PRIVATE_TOKENS = _set(
    """
    password passwort kennwort contrasena pwd userpassword unicodepwd photo thumbnailphoto
    jpegphoto picture foto fotografia portrait avatar salary gehalt lohn salaire salario sueldo
    pay payscale wage compensation bonus vergutung remuneration birth birthday birthdate dob
    geburtsdatum geburtstag naissance nacimiento ssn nino passport pasaporte passeport ausweis dni
    nif curp cpf iban svnr sozialversicherungsnummer steuernummer steuerid taxid gender sex
    geschlecht sexe sexo marital familienstand ethnicity race racedesc religion disability
    nationality citizenship agegroup payrate baserate emergency citizendesc maritaldesc
    """
)
_PRIVATE_PHRASES = (
    "nationalid",
    "socialsecurity",
    "insurancenumber",
    "securitesociale",
    "seguridadsocial",
    "dateofbirth",
    "motdepasse",
    "homeaddress",
    "homephone",
    "homeemail",
    "personalemail",
    "privateemail",
    "privatadresse",
    "basicrate",
    "baserate",
    "payrate",
    "jpegphoto",
    "thumbnailphoto",
    "dateofb",
    "fechadenac",
    "datedenaiss",
    "taxnumber",
    "passwordhash",
    "legalagegroup",
)
_IDENTITY_PHRASES = (
    "nationalid",
    "socialsecurity",
    "ssn",
    "insurancenumber",
    "sozialversicherungsnummer",
    "securitesociale",
    "seguridadsocial",
    "nino",
)
_MAIL_TOKENS = _set(
    """
    e mail email emails address addresse adresse work primary business company contact corporate
    office official id geschaftlich beruflich professionnel pro corporativo employee user person
    staff dienstlich professional organization internal
    """
)
_REPORTING = ("reports to", "reporting to", "berichtet an", "reporta a", "rattache a")
_KEY_TOKENS = _set(
    """
    name names number num nr no nbr code key dn upn uid login username principal distinguished
    display full first last given family forename surname sam account ref reference unique s
    direct line immediate solid reporting reports hierarchical disciplinary directo directa direkter
    direkte inmediato hierarchique hierarchischer disziplinarischer disziplinarische level l1 lvl
    nom prenom nombre vorname nachname kennung nummer personalnummer userid matricule apellido
    apellidos mitarbeiter emp empl pers post position my your their who guid object
    """
)
"""Words that say how a manager is named, or that it is the manager just above."""
_HOLDERS = _set(
    "employee person worker staff user mitarbeiter empleado employe salarie trabajador colaborador"
)
_FILLERS = _set(
    """
    employee person worker staff user member profile fields properties attributes work employment
    employments
    assignment primary description desc bezeichnung text official current main contact label usuel usual libelle n du de des del
    """
)
_PREFIXES = _set("name organizations organization org job jobs position positions")
_LONG_FORMS = {
    "nbr": "number", "num": "number", "addr": "address", "dept": "department", "emp": "employee",
    "empl": "employee", "pos": "position", "mail": "email", "einh": "einheit",
    "orgeinh": "orgeinheit",
}  # fmt: skip
_TOO_GENERAL = _set("group type class area kind source value first last no nr name id ref target")
"""Words that say too little once the others are gone."""
_ENDINGS = (
    ("id", "id"), ("number", "id"), ("no", "id"), ("nr", "id"), ("code", "id"), ("key", "id"),
    ("email", "email"), ("mail", "email"), ("upn", "email"), ("name", "name"), ("dn", "dn"),
)  # fmt: skip
_LEVELS = _set("level ebene niveau nivel tier layer stufe")
_CHAIN_LEVEL = re.compile(
    r"(?:management chain|manager chain|chain|reporting level|hierarchy level|management level"
    r"|fuhrungsebene|manager level|managementkette)\D*(\d{1,2})$"
)
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_ASIDE = re.compile(r"[\[(]([^\])]*)[\])]?")
_NOT_WORD = re.compile(r"[^0-9a-z]+")


class HeaderWords(msgspec.Struct, frozen=True):
    """What one header may mean.

    Attributes:
        fields: Fields whose words it matches, most particular first.
        hint: What it says beyond the field: ``email``, ``id``, ``name``, ``dn`` or empty.
        private: Whether the column must never be taken.
        identity: Whether it is an identity number, which may join rows in memory.
        level: Place in a management chain, 1 the top; 0 for other columns.
        loose: Whether it names managers of some kind, such as *Area Manager*, so that only the
            values tell whether they lead the people of the rows.
    """

    fields: tuple[str, ...] = ()
    hint: str = ""
    private: bool = False
    identity: bool = False
    level: int = 0
    loose: bool = False


@cache
def header_tokens(header: str) -> tuple[str, ...]:
    """The words of a header, folded, without what stands in brackets."""
    return _tokens(_ASIDE.sub(" ", header))


def _tokens(text: str) -> tuple[str, ...]:
    text = _CAMEL.sub(" ", text.replace("#", " no ").replace("'", "").replace("\u2019", ""))
    return tuple(_NOT_WORD.sub(" ", fold(text)).split())


@cache
def header_level(header: str) -> int:
    """The number of a plain level column such as *Level 2* or *Ebene 2*; 0 for other columns."""
    tokens = header_tokens(header)
    if len(tokens) == 2 and tokens[0] in _LEVELS and tokens[1].isdigit():  # noqa: PLR2004 - a word and a number
        return int(tokens[1])
    return 0


@cache
def header_words(header: str) -> HeaderWords:
    """Look a header up.

    Args:
        header: As written in the file.

    Returns:
        Its possible meanings; empty fields for a word nobody knows.
    """
    if header[:4].lower() == "urn:":
        header = header.rpartition(":")[2]  # a schema's name stands before the field
    header = header.removesuffix(".value")
    tokens = header_tokens(header)
    aside = _tokens(" ".join(_ASIDE.findall(header)))
    if not tokens:
        tokens, aside = aside, ()
    squeezed = "".join(tokens)
    every = frozenset((*tokens, *aside))
    if _is_private(squeezed, every):
        identity = any(phrase in squeezed for phrase in _IDENTITY_PHRASES)
        return HeaderWords(private=True, identity=identity)
    level = _CHAIN_LEVEL.search(" ".join(tokens))
    if level is not None:
        return HeaderWords(level=int(level.group(1)))
    hint = _hint(every)
    fields = _WORDS.get(squeezed, ()) or _by_tokens(tokens, every)
    if not fields and len(tokens) == 2:  # noqa: PLR2004 - "name first" for "first name"
        fields = _WORDS.get(tokens[1] + tokens[0], ())
    if not fields and len(tokens) == 1:
        fields, hint = _run_together(squeezed)
    if not fields and tokens and (plain := _less_fillers(tokens)):
        fields = _WORDS.get("".join(plain), ()) or _by_tokens(plain, frozenset(plain))
    loose = fields[:1] == ("manager",) and squeezed not in _WORDS and not _says_just_manager(tokens)
    return HeaderWords(fields=fields, hint=hint, loose=loose)


def _says_just_manager(tokens: tuple[str, ...]) -> bool:
    """Whether a header says nothing of the managers but how they are named."""
    if _reports_to(tokens) or len(tokens) == 1:
        return True
    known = _MANAGER_TOKENS | _MAIL_TOKENS | _FILLERS | _HOLDERS | _KEY_TOKENS
    return all(token in known or token.isdigit() for token in tokens)


def _reports_to(tokens: tuple[str, ...]) -> bool:
    return " ".join(tokens).startswith(_REPORTING)


def _run_together(squeezed: str) -> tuple[tuple[str, ...], str]:
    """``MANAGERID`` written without a blank: a word for managers and the kind of key."""
    for ending, hint in _ENDINGS:
        base = squeezed.removesuffix(ending)
        if base and base != squeezed:
            fields = _WORDS.get(base, ())
            if fields[:1] in {("manager",), ("dotted",)}:
                return fields, hint
    return (), ""


def _less_fillers(tokens: tuple[str, ...]) -> tuple[str, ...]:
    """A header less words that add nothing, such as *Employee*; empty when nothing is won."""
    if tokens[0] in _PREFIXES and tokens[1:] and tokens[-1] not in {"name", "no"}:
        tokens = tokens[1:]
    plain = tuple(
        _LONG_FORMS.get(token, token)
        for token in tokens
        if token not in _FILLERS and not token.isdigit()
    )
    return () if "".join(plain) in _TOO_GENERAL else plain


def _is_private(squeezed: str, tokens: frozenset[str]) -> bool:
    if tokens & _PRIVATE_TOKENS:
        return True
    return any(phrase in squeezed for phrase in _PRIVATE_PHRASES)


def _hint(tokens: frozenset[str]) -> str:
    """What kind of reference the header promises."""
    if tokens & {"email", "mail", "courriel", "correo", "upn", "principal", "emails"}:
        return "email"
    if tokens & {"dn", "distinguished"}:
        return "dn"
    if tokens & {"id", "no", "nr", "number", "nummer", "key", "code", "userid", "personalnummer"}:
        return "id"
    if tokens & {"name", "display", "nom", "nombre"}:
        return "name"
    return ""


def _by_tokens(tokens: tuple[str, ...], every: frozenset[str]) -> tuple[str, ...]:
    """The meaning of a header made of several known words."""
    found = frozenset(tokens)
    twice = sum(part in _MANAGER_TOKENS for part in tokens) > 1
    if _reports_to(tokens) or (
        found & _MANAGER_TOKENS and not found & _NOT_MANAGER_TOKENS and not twice
    ):
        return ("dotted",) if found & _DOTTED_TOKENS else ("manager",)
    if "dotted" in found:
        return ("dotted",)
    is_status = tokens[-1:] == ("status",) or tokens[-2:] == ("status", "name")
    if is_status and not found & (_OTHER_STATUS | _MANAGER_TOKENS):
        return ("active",)
    if found & {"email", "mail"} and found <= _MAIL_TOKENS:
        return ("email",)
    if every & _HOLDERS and {tokens[0], tokens[-1]} & {"id", "no", "nr", "number", "num"}:
        return ("id",)
    return ()
