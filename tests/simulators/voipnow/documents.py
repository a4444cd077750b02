# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The WSDL and XSD files that the system publishes, laid out as the vendor's.

``voipnowservice.wsdl``, ``Common.xsd`` and ``HeaderData.xsd`` stand at the root; every service X has ``X/X.wsdl``,
``X/XMessages.xsd`` and, where it has types of its own, ``X/XData.xsd``. Everything comes from the contract.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any
from xml.sax.saxutils import quoteattr

from tests.simulators.voipnow.schema import MANY, Schema, Service, declaration, group, load_schema

XS = "http://www.w3.org/2001/XMLSchema"
SITE = "http://4psa.com"
ROOT = ("Common", "HeaderData")
PREFIXED = re.compile(r"\b([A-Za-z]+):")
FACETS = {"min_length": "minLength", "max_length": "maxLength", "min": "minInclusive", "max": "maxInclusive"}


def namespace(name: str, version: str) -> str:
    """Of a schema (``UserData``), not of a service."""
    return f"{SITE}/{name}.xsd/{version}"


@cache
def document(path: str, version: str, host: str) -> bytes | None:
    """A file below ``/soap2/schema/<version>/``, None when there is none. ``host`` is the URL of the SOAP addresses."""
    text = _files(version).get(path)
    return None if text is None else text.replace("{HOST}", host).encode()


@cache
def _files(version: str) -> Mapping[str, str]:
    writer = _Writer(load_schema(), version)
    files = {writer.path(prefix): writer.xsd(prefix) for prefix in writer.prefixes}
    for service in writer.schema.services.values():
        files[f"{service.name}/{service.name}.wsdl"] = writer.wsdl(service)
    files["voipnowservice.wsdl"] = writer.overview()
    return files


class _Writer:
    def __init__(self, schema: Schema, version: str) -> None:
        self.schema = schema
        self.version = version
        self.prefixes: Mapping[str, str] = schema.source["prefixes"]

    def path(self, prefix: str) -> str:
        name = self.prefixes[prefix]
        folder = re.sub("(Data|Messages)$", "", name)
        return f"{name}.xsd" if name in ROOT else f"{folder}/{name}.xsd"

    # -- XSD -----------------------------------------------------------------------------------------------------------

    def xsd(self, prefix: str) -> str:
        body = [
            *self._own("simple", prefix, self._simple_type),
            *self._own("types", prefix, self._complex_type),
            *self._own("elements", prefix, self._global_element),
        ]
        used = {found for line in body for found in PREFIXED.findall(line)} & set(self.prefixes)
        declared = "".join(f' xmlns:{each}="{self._namespace(each)}"' for each in sorted(used | {prefix}))
        imports = [
            f'<xs:import namespace="{self._namespace(each)}" schemaLocation="{self._location(prefix, each)}"/>'
            for each in sorted(used - {prefix})
        ]
        head = f'<xs:schema xmlns:xs="{XS}"{declared} targetNamespace="{self._namespace(prefix)}"'
        lines = [f'{head} elementFormDefault="qualified" version="{self.version}">', *imports, *body, "</xs:schema>"]
        return '<?xml version="1.0" encoding="UTF-8"?>\n' + "\n".join(lines) + "\n"

    def _own(self, part: str, prefix: str, write: Any) -> Iterator[str]:
        for name, body in self.schema.source[part].items():
            if name.startswith(f"{prefix}:"):
                yield from write(name.split(":")[1], body)

    def _namespace(self, prefix: str) -> str:
        return namespace(self.prefixes[prefix], self.version)

    def _location(self, source: str, target: str) -> str:
        return ("" if self.prefixes[source] in ROOT else "../") + self.path(target)

    def _simple_type(self, name: str, facts: Any) -> Iterator[str]:
        facts = {"base": "xs:string", "enum": facts} if isinstance(facts, list) else facts
        yield f'<xs:simpleType name="{name}"><xs:restriction base="{facts["base"]}">'
        for value in facts.get("enum", ()):
            yield f"<xs:enumeration value={quoteattr(value)}/>"
        if "pattern" in facts:
            yield f"<xs:pattern value={quoteattr(facts['pattern'])}/>"
        for facet, called in {**FACETS, "digits": "totalDigits"}.items():
            if facet in facts:
                yield f'<xs:{called} value="{facts[facet]}"/>'
        yield "</xs:restriction></xs:simpleType>"

    def _complex_type(self, name: str, body: Any) -> Iterator[str]:
        yield from self._type(f' name="{name}"', name, body)

    def _type(self, named: str, owner: str, body: Any) -> Iterator[str]:
        if isinstance(body, dict) and "value" in body:
            yield f'<xs:complexType{named}><xs:simpleContent><xs:extension base="{body["value"]}">'
            yield '<xs:attribute name="unlimited" type="xs:boolean" default="true"/>'
            yield "</xs:extension></xs:simpleContent></xs:complexType>"
            return
        base = body.get("base") if isinstance(body, dict) else None
        parts = body["parts"] if isinstance(body, dict) else body
        yield f"<xs:complexType{named}>"
        if base:
            yield f'<xs:complexContent><xs:extension base="{base}">'
        yield "<xs:sequence>"
        for part in parts:
            yield from self._part(part)
        yield "</xs:sequence>"
        if base:
            yield "</xs:extension></xs:complexContent>"
        yield "</xs:complexType>"

    def _global_element(self, name: str, body: Any) -> Iterator[str]:
        if isinstance(body, str):
            said = declaration(f"{name} {body}")
            yield f'<xs:element name="{name}" type="{said.type}"{_more(said)}/>'
            return
        yield f'<xs:element name="{name}">'
        yield from self._type("", name, body)
        yield "</xs:element>"

    def _part(self, body: Any) -> Iterator[str]:
        if isinstance(body, list):
            kind, low, high = group(body[0])
            yield f"<xs:{kind}{_occurs(low, high)}>"
            for part in body[1:]:
                yield from self._part(part)
            yield f"</xs:{kind}>"
            return
        said = declaration(body if isinstance(body, str) else body["element"])
        often = _occurs(said.low, said.high)
        if isinstance(body, dict):
            yield f'<xs:element name="{said.name.split(":")[1]}"{often}>'
            yield from self._type("", said.name, body)
            yield "</xs:element>"
        elif said.type == "@" or self._is_global(said.name, said.type):
            yield f'<xs:element ref="{said.name}"{often}/>'
        else:
            yield f'<xs:element name="{said.name.split(":")[1]}" type="{said.type}"{often}{_more(said)}/>'

    def _is_global(self, name: str, kind: str) -> bool:
        body = self.schema.source["elements"].get(name)
        return isinstance(body, str) and declaration(f"{name} {body}").type == kind

    # -- WSDL ----------------------------------------------------------------------------------------------------------

    def wsdl(self, service: Service) -> str:
        name, target = service.name, f"{SITE}/{service.name}/{self.version}"
        messages = self._namespace(service.messages)
        lines = [
            '<?xml version="1.0" encoding="UTF-8"?>',
            f'<wsdl:definitions xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" xmlns:xs="{XS}"'
            f' xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:tns="{target}" xmlns:m="{messages}"'
            f' xmlns:D="{self._namespace("D")}" name="{name}" targetNamespace="{target}">',
            "<wsdl:types><xs:schema>",
            f'<xs:import namespace="{messages}" schemaLocation="{name}Messages.xsd"/>',
            f'<xs:import namespace="{self._namespace("D")}" schemaLocation="../HeaderData.xsd"/>',
            "</xs:schema></wsdl:types>",
        ]
        for operation in service.operations:
            lines += _messages(operation)
        lines.append(f'<wsdl:portType name="{name}Interface">')
        for operation in service.operations:
            stem = _stem(operation)
            lines.append(
                f'<wsdl:operation name="{operation}"><wsdl:input message="tns:{stem}In"/>'
                f'<wsdl:output message="tns:{stem}Out"/></wsdl:operation>'
            )
        lines.append(f'</wsdl:portType><wsdl:binding name="{name}" type="tns:{name}Interface">')
        lines.append('<soap:binding style="document" transport="http://schemas.xmlsoap.org/soap/http"/>')
        for operation in service.operations:
            stem = _stem(operation)
            lines.append(
                f'<wsdl:operation name="{operation}"><soap:operation soapAction="{self._action(service, operation)}"/>'
                f"<wsdl:input>{_bound(stem, 'In')}</wsdl:input><wsdl:output>{_bound(stem, 'Out')}</wsdl:output>"
                "</wsdl:operation>"
            )
        lines.append(
            f'</wsdl:binding><wsdl:service name="{name}Port"><wsdl:port name="{name}Port" binding="tns:{name}">'
            f'<soap:address location="{{HOST}}/soap2/{service.agent}_agent.php"/></wsdl:port></wsdl:service>'
        )
        return "\n".join([*lines, "</wsdl:definitions>"]) + "\n"

    def overview(self) -> str:
        target = f"{SITE}/VoIpNowService/{self.version}"
        lines = [
            '<?xml version="1.0" encoding="UTF-8"?>',
            f'<wsdl:definitions xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" targetNamespace="{target}">',
            "<wsdl:types/>",
        ]
        for name in self.schema.services:
            lines.append(f'<wsdl:import namespace="{SITE}/{name}/{self.version}" location="{name}/{name}.wsdl"/>')
        return "\n".join([*lines, "</wsdl:definitions>"]) + "\n"

    def _action(self, service: Service, operation: str) -> str:
        """The vendor's own actions differ from the rule for a few operations; nothing depends on them."""
        name, ending = self.schema.source["actions"].get(operation, f"{service.name} {_stem(operation)}In").split(" ")
        return f"{SITE}/{name}/{self.version}:{ending}"


def _stem(operation: str) -> str:
    return operation[0].lower() + operation[1:]


def _bound(stem: str, end: str) -> str:
    header = f'<soap:header message="tns:{stem}{end}Header1" part="headerPart" use="literal"/>'
    return f'<soap:body use="literal" parts="messagePart"/>{header}'


def _messages(operation: str) -> Iterator[str]:
    stem = _stem(operation)
    for end, element, header in (
        ("In", operation, "userCredentials"),
        ("Out", f"{operation}Response", "serverInfo"),
    ):
        yield f'<wsdl:message name="{stem}{end}"><wsdl:part name="messagePart" element="m:{element}"/></wsdl:message>'
        yield (
            f'<wsdl:message name="{stem}{end}Header1"><wsdl:part name="headerPart" element="D:{header}"/>'
            "</wsdl:message>"
        )


def _occurs(low: int, high: int) -> str:
    often = "" if low == 1 else f' minOccurs="{low}"'
    return often + ("" if high == 1 else ' maxOccurs="unbounded"' if high == MANY else f' maxOccurs="{high}"')


def _more(said: Any) -> str:
    return ("" if said.default is None else f' default="{said.default}"') + (' nillable="true"' if said.nil else "")
