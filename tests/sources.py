"""People files for tests: how they are brought in, and one small file of some formats."""

from __future__ import annotations

import base64

from cxmap.exchange.people_file import NamedBytes
from cxmap.exchange.reading import read_people
from cxmap.exchange.resolving import resolve


def read(text, name="source.txt", **options):
    data = text if isinstance(text, bytes) else text.encode()
    return read_people([NamedBytes(name=name, data=data)], **options)


def brought_in(text, name="source.txt", more="", **options):
    if more:
        sources = [NamedBytes(name=f"{n}", data=t.encode()) for n, t in enumerate((text, more))]
        return resolve(read_people(sources, **options), {}, take_proposals=True)
    return resolve(read(text, name, **options), {}, take_proposals=True)


def lines(result):
    return {person.key: person.manager_key for person in result.people}


def kind(text):
    return read(text).kinds


def b64(text):
    return base64.b64encode(text.encode()).decode()


LDIF = f"""version: 1

# a comment that is
  folded
dn: ou=People, dc=x
objectClass: organizationalUnit
ou: People

dn: uid=ana, ou=People,
  dc=x
objectClass: inetOrgPerson
uid: ana
cn:: {b64("Ana Díaz")}
cn: A. Diaz
sn: Díaz
title: Chief Executive
ou: Board
ou: People
mail: ana@x.example
userPassword:: {b64("{SSHA}secret")}
jpegPhoto:< file:///etc/passwd

dn: uid=bo,ou=people,dc=X
objectClass: person
uid: bo
cn: Bo Ek
manager: UID=ana,  OU=People, DC=x
userAccountControl: 514
"""

VCARDS = (
    "BEGIN:VCARD\r\nVERSION:4.0\r\nUID:u1\r\nFN:Ana Díaz\r\nN:Díaz;Ana;;;\r\n"
    "ORG:Acme\\, Inc.;Board;Top\r\nTITLE:CEO\r\nEMAIL;TYPE=work:ana@x.example\r\nBDAY:19700101\r\n"
    "END:VCARD\r\n"
    "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:u2\r\nitem1.FN;CHARSET=utf-8:Bo\r\n  Ek\r\nORG:Acme;Ops\r\n"
    "X-MS-MANAGER:Ana Díaz\r\nNOTE:likes\\nshort papers\r\nEND:VCARD\r\n"
    "BEGIN:VCARD\r\nVERSION:2.1\r\nUID:u3\r\nFN;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:C=C3=BD =\r\n"
    "Ott\r\nRELATED;TYPE=manager:u2\r\nRELATED;TYPE=friend:u1\r\nEND:VCARD\r\n"
    "BEGIN:VCARD\r\nVERSION:4.0\r\nKIND:group\r\nFN:Team\r\nEND:VCARD\r\n"
)

GRAPHML = (
    '<?xml version="1.0"?><graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
    '<key id="n" for="node" attr.name="name"/><key id="t" for="node" attr.name="title"/>'
    '<key id="k" for="edge" attr.name="kind"/><key id="w" for="edge" attr.name="strength"/>'
    '<graph edgedefault="directed"><node id="a"><data key="n">Ana</data><data key="t">CEO</data></node>'
    '<node id="b"><data key="n">Bo &amp; Co</data></node><node id="c"/>'
    '<edge source="b" target="a"><data key="k">reports_to</data></edge>'
    '<edge source="c" target="a"><data key="k">influences</data><data key="w">3</data></edge>'
    "</graph></graphml>"
)
