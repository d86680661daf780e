"""The words of column headers, in English, German, French and Spanish (and a little more).

All are folded; a whole header is squeezed to letters and digits before it is looked up.
"""

from __future__ import annotations


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_PHRASES: dict[str, str] = {
    "id": """id employeeid empid personid userid workerid postuniquereference personnelnumber
        personalnummer persnr manr mitarbeiternummer matricule numerodeempleado legajo matricola
        staffid staffnumber uniqueid recordid key no nr nummer ref reference employeekey idempleado
        codigodeempleado codigo employeecode associateid slug contactid memberid elementid nodeid
        identifiant kennung clave employeeno positionid postreference postid pernr
        personnelno mitarbeiterid idsalarie numeroempleado numempleado personalnr personeelsnummer medewerkernummer
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
        primerapellido apellidopaterno apellido1 primerapellidos""",
    "title": """title job jobtitle businesstitle position positiontitle role employeetitle
        positionstitel funktion stelle stellenbezeichnung poste fonction intitule intituleduposte
        cargo puesto ruolo functie jobname titleofthepost jobrole jobposition designation funktionsbezeichnung
        berufsbezeichnung rolle titel jobtitel occupation functiontitle post planstelle
        planstellenbezeichnung positionsbezeichnung dienststellung tatigkeit tatigkeitsbezeichnung
        puestodetrabajo rol positionname functietitel mansione denominaciondelpuesto jobprofile jobprofilename intituledeposte libelleposte libelledeposte emploi libelleemploi""",
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

WORDS: dict[str, tuple[str, ...]] = {}
"""Squeezed header to its fields, most particular first."""
for _field, _text in _PHRASES.items():
    for _word in _text.split():
        WORDS[_word] = (*WORDS.get(_word, ()), _field)

MANAGER_TOKENS = _set(
    """
    manager managers mgr supervisor supervisors boss vorgesetzter vorgesetzte vorgesetzten
    fuhrungskraft superieur jefe jefa leidinggevende superior leiter leiterin responsable chef mgr
    """
)
"""Words for a manager."""
NOT_MANAGER_TOKENS = _set(
    """
    hr account contact owner mentor buddy approver hiring recruiter personalreferent pate rrh
    parrain project product is has count since date level 2nd skip title department phone location
    start comments type grade relationship store office case role position assistant salary cost
    status org organization organisation team indirect of rh projet proyecto projekt previous former old
    prior next new fruherer ehemaliger ancien anterior
    """
)
"""Words beside which a word for a manager means somebody or something else."""
OTHER_STATUS = _set("marital lead order deal payment visa read email survey clearance tax")
"""States that are not those of an employment."""
DOTTED_TOKENS = _set(
    """
    matrix dotted functional fachlicher fachliche fonctionnel funcional second secondary alternate
    alt
    """
)
"""Words for a further manager."""
PRIVATE_TOKENS = _set(
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
"""Words of columns that are never taken."""
PRIVATE_PHRASES = (
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
"""The same as parts of a squeezed header."""
IDENTITY_PHRASES = (
    "nationalid",
    "socialsecurity",
    "ssn",
    "insurancenumber",
    "sozialversicherungsnummer",
    "securitesociale",
    "seguridadsocial",
    "nino",
)
"""Numbers that may join rows in memory and are dropped."""
MAIL_TOKENS = _set(
    """
    e mail email emails address addresse adresse work primary business company contact corporate
    office official id geschaftlich beruflich professionnel pro corporativo employee user person
    staff dienstlich professional organization internal
    """
)
"""All the words that the header of an e-mail address is made of."""
REPORTING = ("reports to", "reporting to", "berichtet an", "reporta a", "rattache a")
"""How a header begins that says to whom somebody reports."""
KEY_TOKENS = _set(
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
HOLDERS = _set(
    "employee person worker staff user mitarbeiter empleado employe salarie trabajador colaborador"
)
"""Words for those whose number a column holds."""
FILLERS = _set(
    """
    employee person worker staff user member profile fields properties attributes work employment
    employments
    assignment primary description desc bezeichnung text official current main contact label usuel usual libelle n du de des del
    """
)
"""Words that add nothing."""
PREFIXES = _set("name organizations organization org job jobs position positions")
"""Words before a field that say where it belongs."""
LONG_FORMS = {
    "nbr": "number", "num": "number", "addr": "address", "dept": "department", "emp": "employee",
    "empl": "employee", "pos": "position", "mail": "email", "einh": "einheit",
    "orgeinh": "orgeinheit",
}  # fmt: skip
"""What is shortened in headers."""
TOO_GENERAL = _set("group type class area kind source value first last no nr name id ref target")
"""Words that say too little once the others are gone."""
ENDINGS = (
    ("id", "id"), ("number", "id"), ("no", "id"), ("nr", "id"), ("code", "id"), ("key", "id"),
    ("email", "email"), ("mail", "email"), ("upn", "email"), ("name", "name"), ("dn", "dn"),
)  # fmt: skip
"""Endings of headers written in one word, and the kind of key they promise."""
LEVELS = _set("level ebene niveau nivel tier layer stufe")
"""Words of columns of a level."""
OTHER_PEOPLE = _set(
    """
    hr mentor mentee buddy coach recruiter recruiting hiring approver genehmiger former previous
    prior old ancien anterior fruherer assistant assistenz deputy stellvertreter stellvertretung
    vertreter vertretung pate parrain tutor backup delegate successor nachfolger predecessor
    vorganger spouse emergency notfall contact partner owner sponsor referrer creator editor
    modified created updated accountant
    """
)
"""Words for somebody who is not the manager, whatever the values make of it."""
