# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A small WSDL tree, laid out as the vendor's: several namespaces, extended types, a choice, attributes, lists."""

from __future__ import annotations

VERSION = "9.9.9"
_SPACES = ("Common", "HeaderData", "AccountData", "OrganizationData", "OrganizationMessages")
SPACE = {name: f"http://4psa.com/{name}.xsd/{VERSION}" for name in _SPACES}
OPERATIONS = ("AddOrganization", "GetOrganizations", "GetOrganizationDetails", "SetOrganizationPL", "DelOrganization")

_PREFIXES = " ".join(f'xmlns:{name}="{space}"' for name, space in SPACE.items())


def _schema(name: str, imports: dict[str, str], content: str) -> str:
    imported = "".join(
        f'<xs:import namespace="{SPACE[other]}" schemaLocation="{place}"/>' for other, place in imports.items()
    )
    return (
        f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" {_PREFIXES} elementFormDefault="qualified" '
        f'targetNamespace="{SPACE[name]}">{imported}{content}</xs:schema>'
    )


COMMON = """
<xs:simpleType name="string"><xs:restriction base="xs:string"><xs:maxLength value="255"/>
 </xs:restriction></xs:simpleType>
<xs:simpleType name="id"><xs:restriction base="xs:positiveInteger"><xs:totalDigits value="4"/>
 </xs:restriction></xs:simpleType>
<xs:complexType name="unlimitedUInt"><xs:simpleContent><xs:extension base="xs:unsignedInt">
 <xs:attribute name="unlimited" type="xs:boolean" default="true"/></xs:extension></xs:simpleContent></xs:complexType>
<xs:complexType name="notice"><xs:sequence><xs:element name="message" type="Common:string" minOccurs="0"/>
 <xs:element name="code" type="Common:string" minOccurs="0"/></xs:sequence></xs:complexType>
<xs:element name="ID" type="Common:id"/><xs:element name="identifier" type="Common:string"/>
<xs:element name="filter" type="Common:string"/><xs:element name="result" type="Common:string"/>
<xs:element name="items" type="xs:integer"/><xs:element name="notice" type="Common:notice"/>
"""
HEADER_DATA = """
<xs:element name="userCredentials"><xs:complexType><xs:sequence>
 <xs:element name="accessToken" type="Common:string"/></xs:sequence></xs:complexType></xs:element>
<xs:element name="serverInfo"><xs:complexType><xs:sequence>
 <xs:element name="version" type="Common:string"/></xs:sequence></xs:complexType></xs:element>
"""
ACCOUNT_DATA = """
<xs:element name="parentID" type="Common:id"/><xs:element name="parentLogin" type="Common:string"/>
<xs:element name="status" type="xs:boolean"/><xs:element name="phoneExtMax" type="Common:unlimitedUInt"/>
<xs:element name="callAPIManag" type="xs:boolean"/>
"""
ORGANIZATION_DATA = """
<xs:complexType name="OrganizationInfo"><xs:sequence><xs:sequence minOccurs="0">
 <xs:element name="name" type="Common:string" minOccurs="0"/>
 <xs:element name="company" type="Common:string" minOccurs="0"/>
 <xs:element name="login" type="Common:string" minOccurs="0"/>
 <xs:element name="password" type="Common:string" minOccurs="0"/></xs:sequence></xs:sequence></xs:complexType>
<xs:complexType name="ExtendedOrganizationInfo"><xs:complexContent>
 <xs:extension base="OrganizationData:OrganizationInfo">
 <xs:sequence><xs:element ref="Common:ID"/><xs:element ref="AccountData:status" minOccurs="0"/>
 <xs:element ref="AccountData:parentID" minOccurs="0"/>
 <xs:element name="credit" type="xs:decimal" minOccurs="0" nillable="true"/></xs:sequence>
</xs:extension></xs:complexContent></xs:complexType>
<xs:complexType name="OrganizationList"><xs:sequence><xs:element ref="Common:ID" minOccurs="0"/>
 <xs:element name="login" type="Common:string" minOccurs="0"/></xs:sequence></xs:complexType>
"""
_WRITTEN = """<xs:element ref="Common:result" minOccurs="0"/>
 <xs:element ref="Common:notice" minOccurs="0" maxOccurs="unbounded"/>"""
MESSAGES = f"""
<xs:element name="AddOrganization"><xs:complexType><xs:complexContent>
 <xs:extension base="OrganizationData:OrganizationInfo"><xs:sequence>
 <xs:choice minOccurs="0"><xs:element ref="AccountData:parentID" minOccurs="0"/>
 <xs:element ref="AccountData:parentLogin" minOccurs="0"/></xs:choice>
 </xs:sequence></xs:extension></xs:complexContent></xs:complexType></xs:element>
<xs:element name="AddOrganizationResponse"><xs:complexType><xs:complexContent>
 <xs:extension base="OrganizationData:ExtendedOrganizationInfo"><xs:sequence>{_WRITTEN}</xs:sequence></xs:extension>
</xs:complexContent></xs:complexType></xs:element>
<xs:element name="GetOrganizations"><xs:complexType><xs:sequence minOccurs="0">
 <xs:element ref="Common:filter" minOccurs="0"/></xs:sequence></xs:complexType></xs:element>
<xs:element name="GetOrganizationsResponse"><xs:complexType><xs:sequence>
 <xs:element name="organization" type="OrganizationData:OrganizationList" minOccurs="0" maxOccurs="unbounded"/>
 <xs:element ref="Common:notice" minOccurs="0" maxOccurs="unbounded"/></xs:sequence></xs:complexType></xs:element>
<xs:element name="GetOrganizationDetails"><xs:complexType><xs:choice><xs:element ref="Common:ID"/>
 <xs:element ref="Common:identifier"/></xs:choice></xs:complexType></xs:element>
<xs:element name="GetOrganizationDetailsResponse" type="OrganizationData:ExtendedOrganizationInfo"/>
<xs:element name="SetOrganizationPL"><xs:complexType><xs:sequence>
 <xs:element ref="AccountData:callAPIManag" minOccurs="0"/><xs:element ref="AccountData:phoneExtMax" minOccurs="0"/>
 <xs:element ref="Common:ID"/></xs:sequence></xs:complexType></xs:element>
<xs:element name="SetOrganizationPLResponse"><xs:complexType><xs:sequence>{_WRITTEN}</xs:sequence></xs:complexType>
</xs:element>
<xs:element name="DelOrganization"><xs:complexType><xs:choice>
 <xs:element ref="Common:ID" maxOccurs="unbounded"/></xs:choice></xs:complexType></xs:element>
<xs:element name="DelOrganizationResponse"><xs:complexType><xs:sequence>
 <xs:element ref="Common:items" minOccurs="0"/><xs:element ref="Common:result" minOccurs="0"/>
</xs:sequence></xs:complexType></xs:element>
"""


def _wsdl() -> str:
    space = f"http://4psa.com/Organization/{VERSION}"
    messages = ports = bindings = ""
    for name in OPERATIONS:
        small = name[0].lower() + name[1:]
        for message, part, element in (
            ("In", "messagePart", f"OrganizationMessages:{name}"),
            ("Out", "messagePart", f"OrganizationMessages:{name}Response"),
            ("InHeader1", "headerPart", "HeaderData:userCredentials"),
            ("OutHeader1", "headerPart", "HeaderData:serverInfo"),
        ):
            messages += f'<message name="{small}{message}"><part name="{part}" element="{element}"/></message>'
        ports += f'<operation name="{name}"><input message="t:{small}In"/><output message="t:{small}Out"/></operation>'
        ends = "".join(
            f'<{end}put><soap:body use="literal"/>'
            f'<soap:header message="t:{small}{end.title()}Header1" part="headerPart" use="literal"/></{end}put>'
            for end in ("in", "out")
        )
        bindings += f'<operation name="{name}"><soap:operation soapAction="{space}:{small}In"/>{ends}</operation>'
    return f"""<definitions xmlns="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/"
 xmlns:t="{space}" {_PREFIXES} targetNamespace="{space}"><types><xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
 <xs:import namespace="{SPACE["OrganizationMessages"]}" schemaLocation="OrganizationMessages.xsd"/>
 <xs:import namespace="{SPACE["HeaderData"]}" schemaLocation="../HeaderData.xsd"/></xs:schema></types>{messages}
 <portType name="OrganizationInterface">{ports}</portType><binding name="Organization" type="t:OrganizationInterface">
 <soap:binding transport="http://schemas.xmlsoap.org/soap/http"/>{bindings}</binding>
 <service name="OrganizationPort"><port name="OrganizationPort" binding="t:Organization">
 <soap:address location="https://192.0.2.9:443/soap2/organization_agent.php"/></port></service></definitions>"""


DOCUMENTS: dict[str, str] = {
    "Common.xsd": _schema("Common", {}, COMMON),
    "HeaderData.xsd": _schema("HeaderData", {"Common": "Common.xsd"}, HEADER_DATA),
    "Account/AccountData.xsd": _schema("AccountData", {"Common": "../Common.xsd"}, ACCOUNT_DATA),
    "Organization/OrganizationData.xsd": _schema(
        "OrganizationData", {"Common": "../Common.xsd", "AccountData": "../Account/AccountData.xsd"}, ORGANIZATION_DATA
    ),
    "Organization/OrganizationMessages.xsd": _schema(
        "OrganizationMessages",
        {
            "Common": "../Common.xsd",
            "AccountData": "../Account/AccountData.xsd",
            "OrganizationData": "OrganizationData.xsd",
        },
        MESSAGES,
    ),
    "Organization/Organization.wsdl": _wsdl(),
}
"""The documents by their path below /soap2/schema/latest/."""
