# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""SOAP as VoipNow speaks it: services from their WSDL, requests and answers as plain dicts by local element names.

zeep reads WSDL and XSD; namespaces, order and types come from there and nowhere else. Nothing of zeep leaves this file.
Values: texts, numbers, bools, dicts for elements with children, lists for what repeats. A value with attributes is a
dict of ``value`` and the attributes, such as ``{"value": 20, "unlimited": False}``.
Source: the vendor's schema 3.0.0 and its example clients (document/literal, SOAP 1.1).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Protocol
from urllib.parse import urlsplit

from ..core.errors import InvalidInput, PbxError, UnexpectedAnswer, nearest
from .operations import AGENTS, KNOWN, SERVICES

try:
    from lxml import etree
    from zeep import Settings, xsd
    from zeep.exceptions import Error as ZeepError
    from zeep.wsdl import Document

    import_module("zeep.wsdl.bindings")  # zeep does so with its first document, and so every worker of Ansible would
except ImportError:  # the doors report it, with how to install it
    etree = None

ENVELOPE = "http://schemas.xmlsoap.org/soap/envelope/"
_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
_WSDL = "http://schemas.xmlsoap.org/wsdl/"
_SCHEMA = "http://www.w3.org/2001/XMLSchema"
_DOCUMENTS = {f"{{{_WSDL}}}definitions", f"{{{_SCHEMA}}}schema"}
_VALUE = "_value_1"
"""zeep's name of the text of an element that has attributes as well."""


class Documents(Protocol):
    """Keeps WSDL and XSD documents by URL."""

    def load(self, url: str) -> bytes | None:
        """A document that is kept; None when it is not there or too old."""

    def store(self, url: str, content: bytes) -> None:
        """Keep a document."""

    def drop(self) -> None:
        """Forget all documents."""


def parse(content: bytes) -> Any:
    """The root element of a document that has no document type, so that no entity in it can be expanded.

    Raises:
        ValueError: it is not well-formed XML, or has a document type.
    """
    if b"<!DOCTYPE" in content.replace(b"\0", b""):
        raise ValueError("it has a document type, which is refused")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ValueError(f"it is not well-formed ({error})") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise ValueError("it has a document type, which is refused")
    return root


@dataclass(frozen=True)
class Fault:
    """A SOAP fault: code and words."""

    code: str
    words: str


class Operation:
    """One operation: makes envelopes and reads answers.

    ``path`` is that of the agent on the server; the WSDL's host is not used.
    """

    def __init__(self, name: str, path: str, binding: Any) -> None:
        operation = binding.get(name)
        self.name = name
        self.path = path
        self.action = f'"{operation.soapaction or ""}"'
        self._request = operation.input.body
        self._response = operation.output.body
        self._headers = [entry[1] for entry in operation.input.header.type.elements]

    def knows(self, parameter: str) -> bool:
        """Whether the server's schema has a parameter of the operation."""
        return _spelt(parameter, _members(self._request.type)) is not None

    def tells(self, element: str) -> bool:
        """Whether the server's schema has an element in the operation's answer."""
        return element in _members(self._response.type)

    def envelope(self, token: str, parameters: Mapping[str, Any]) -> bytes:
        """A request. What is None is left out.

        Raises:
            InvalidInput: the schema does not have a parameter, or a value cannot be written.
        """
        root = etree.Element(f"{{{ENVELOPE}}}Envelope", nsmap={"soap": ENVELOPE})
        header = etree.SubElement(root, f"{{{ENVELOPE}}}Header")
        body = etree.SubElement(root, f"{{{ENVELOPE}}}Body")
        try:
            for element in self._headers:
                _write(header, element, {"accessToken": token}, element.name)
            _write(body, self._request, dict(parameters), self.name)
        except (ValueError, TypeError) as error:
            raise InvalidInput([str(error)], operation=self.name) from error
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8")

    def answer(self, content: bytes, server: dict[str, str] | None = None) -> dict[str, Any] | Fault:
        """The answer's body by local names. ``server`` takes what the header tells of the server.

        Raises:
            ValueError: it is no answer to this operation; the text says what it is.
        """
        if not content.strip():
            raise ValueError("the answer is empty")
        if _is_page(content):
            raise ValueError("the answer is a web page")
        try:
            root = parse(content)
        except ValueError as error:
            raise ValueError(f"the answer is no XML that can be read: {error}") from error
        body = next((child for child in root if _local(child) == "Body"), None)
        if _local(root) != "Envelope" or body is None or not len(body):
            raise ValueError("the answer is no SOAP envelope")
        if server is not None:
            server.update(_server_info(root))
        first = body[0]
        if _local(first) == "Fault":
            texts = {_local(child): (child.text or "").strip() for child in first}
            return Fault(texts.get("faultcode", ""), texts.get("faultstring", ""))
        if _local(first) != self._response.name:
            raise ValueError(f"the answer is {_local(first)}, not {self._response.name}")
        value = _read(first, self._response.type)
        return value if isinstance(value, dict) else {"value": value}


def _server_info(root: Any) -> dict[str, str]:
    """Edition, version and infrastructureID, as far as an answer's header has them."""
    header = next((child for child in root if _local(child) == "Header"), ())
    info = next((child for child in header if _local(child) == "serverInfo"), ())
    return {_local(child): (child.text or "").strip() for child in info if (child.text or "").strip()}


def _is_page(content: bytes) -> bool:
    return content.lstrip()[:200].lower().startswith((b"<!doctype html", b"<html"))


def is_fault(content: bytes) -> bool:
    """Whether a body may be a SOAP fault, without parsing it."""
    return b"Envelope" in content[:1000] and b"Fault" in content


class Services:
    """The services of one server, each read from its WSDL when it is first used.

    Args:
        root: the address of the schema's directory, such as https://host/soap2/schema/latest/
        fetch: gets a document from the server.
        kept: documents kept from one process to the next.
    """

    def __init__(self, root: str, fetch: Callable[[str], bytes], kept: Documents | None) -> None:
        self._root = root
        self._fetch = fetch
        self._kept = kept
        self._bindings: dict[str, tuple[str, Any]] = {}
        self._operations: dict[str, Operation] = {}

    def operation(self, name: str, service: str | None = None) -> Operation:
        """An operation, ``service`` being needed for those that the collection does not know.

        Raises:
            UnexpectedAnswer: the WSDL cannot be used.
            PbxError: this version of the schema does not have the operation.
        """
        if name not in self._operations:
            service = service or SERVICES[name]
            path, binding = self._binding(service)
            if name not in binding.all():
                raise PbxError(
                    f"the schema of this VoipNow's {service} service does not have it{nearest(name, binding.all())}",
                    operation=name,
                    remedy="Check schema_version; an older VoipNow may not have the operation at all.",
                )
            self._operations[name] = Operation(name, path, binding)
        return self._operations[name]

    def _binding(self, service: str) -> tuple[str, Any]:
        if service not in self._bindings:
            url = f"{self._root}{service}/{service}.wsdl"
            settings = Settings(strict=False, forbid_dtd=True, forbid_entities=True)
            try:
                document = Document(url, self, settings=settings)
                ports = [port for found in document.services.values() for port in found.ports.values()]
                found = next(((port.binding_options["address"], port.binding) for port in ports), None)
            except PbxError:
                raise
            except (ZeepError, AttributeError, IndexError, KeyError, TypeError, ValueError, RecursionError) as error:
                raise self._unusable(url, f"cannot be understood ({str(error) or type(error).__name__})") from error
            expected = {name for name in KNOWN if SERVICES[name] == service}
            if found is None or (expected and not expected & found[1].all().keys()):
                raise self._unusable(url, f"does not describe the {service} service")
            path = urlsplit(found[0] or "").path or f"/soap2/{AGENTS.get(service, service.lower())}_agent.php"
            self._bindings[service] = (path, found[1])
        return self._bindings[service]

    def _unusable(self, url: str, what: str) -> UnexpectedAnswer:
        """The error for a document; what is kept is forgotten, since the mistake may be in another one."""
        if self._kept:
            self._kept.drop()
        return UnexpectedAnswer(f"the document {url} {what}", remedy="Check url and schema_version.")

    def load(self, url: str) -> bytes:
        """A document for zeep. Only those below the schema's directory are read, whatever a WSDL refers to."""
        if not url.startswith(self._root) or "/../" in url:
            raise self._unusable(url, "is referred to by the WSDL, but lies outside the server's schema")
        content = self._kept.load(url) if self._kept else None
        if content is not None and self._problem(content) is None:
            return content
        content = self._fetch(url)
        problem = self._problem(content)
        if problem:
            raise self._unusable(url, problem)
        if self._kept:
            self._kept.store(url, content)
        return content

    @staticmethod
    def _problem(content: bytes) -> str | None:
        if _is_page(content):
            return "is a web page"
        try:
            root = parse(content)
        except ValueError as error:
            return f"cannot be used: {error}"
        return None if root.tag in _DOCUMENTS else f"is no WSDL and no schema, but {root.tag}"


# -- between XML and plain values


def _local(node: Any) -> str:
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def _members(kind: Any) -> dict[str, Any]:
    """The elements of a complex type, in the order of the schema, by local name."""
    known = _known_members.get(id(kind))
    if known is None or known[0] is not kind:
        found = kind.elements if isinstance(kind, xsd.ComplexType) else ()
        members = {element.name: element for key, element in found if hasattr(element, "name")}
        known = _known_members[id(kind)] = (kind, members)
    return known[1]


_known_members: dict[int, tuple[Any, dict[str, Any]]] = {}
"""By the type's identity, since types cannot be hashed; they are kept with it, so that it stays theirs."""


def _spelt(name: str, members: Mapping[str, Any]) -> str | None:
    """The schema's own spelling of a name: versions differ in capitals, as channelRuleId and channelRuleID do."""
    if name in members:
        return name
    return next((known for known in members if known.lower() == name.lower()), None)


def _write(parent: Any, element: Any, value: Any, place: str) -> None:
    for item in value if isinstance(value, (list, tuple)) else (value,):
        if item is not None:
            _fill(etree.SubElement(parent, element.qname), element.type, item, place)


def _fill(node: Any, kind: Any, value: Any, place: str) -> None:
    members = _members(kind)
    if _VALUE in members:
        _fill_with_attributes(node, kind, value, place)
    elif isinstance(value, Mapping):
        unknown = [name for name in value if _spelt(name, members) is None]
        if unknown:
            raise ValueError(f"{place} has no {unknown[0]} in this VoipNow's schema{nearest(unknown[0], members)}")
        value = {_spelt(name, members): item for name, item in value.items()}
        for name, element in members.items():
            if value.get(name) is not None:
                _write(node, element, value[name], f"{place}.{name}")
    elif members:
        raise ValueError(f"{place} must be a dictionary of {', '.join(members)}")
    else:
        node.text = _text(kind, value)


def _fill_with_attributes(node: Any, kind: Any, value: Any, place: str) -> None:
    """A value with attributes. A bare number says that it is not unlimited, since the schema takes it for that."""
    attributes = dict(kind.attributes)
    if not isinstance(value, Mapping) and "unlimited" in attributes:
        value = {"value": 0, "unlimited": True} if value == "unlimited" else {"value": value, "unlimited": False}
    if not isinstance(value, Mapping):
        value = {"value": value}
    unknown = value.keys() - attributes.keys() - {"value"}
    if unknown:
        raise ValueError(f"{place} has no {min(unknown)}; it is a value with {', '.join(attributes)}")
    for name in attributes:
        if value.get(name) is not None:
            node.set(name, _text(attributes[name].type, value[name]))
    if value.get("value") is not None:
        node.text = _text(_members(kind)[_VALUE].type, value["value"])


def _text(kind: Any, value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(kind, xsd.Boolean) and str(value).lower() in _TRUTHS:
        return "true" if _TRUTHS[str(value).lower()] else "false"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value)


def _read(node: Any, kind: Any) -> Any:
    if node.get(f"{{{_INSTANCE}}}nil") in ("true", "1"):
        return None
    members = _members(kind)
    if _VALUE in members:
        return _read_with_attributes(node, kind)
    if not len(node) and not isinstance(kind, xsd.ComplexType):
        return _value(kind, node.text)
    values: dict[str, Any] = {}
    for name, child in _children(node):
        element = members.get(name)
        value = _read(child, element.type if element is not None else None)
        if name in values:
            values[name] = [*values[name], value] if isinstance(values[name], list) else [values[name], value]
        else:
            values[name] = [value] if element is not None and element.accepts_multiple else value
    return values


def _children(node: Any) -> Iterator[tuple[str, Any]]:
    return ((_local(child), child) for child in node if isinstance(child.tag, str))


def _read_with_attributes(node: Any, kind: Any) -> dict[str, Any]:
    values = {"value": _value(_members(kind)[_VALUE].type, node.text)}
    for name, attribute in kind.attributes:
        text = node.get(name, getattr(attribute, "default", None))
        if text is not None:
            values[name] = _value(attribute.type, text)
    return values


_TRUTHS = {"true": True, "1": True, "false": False, "0": False}


def _value(kind: Any, text: str | None) -> Any:
    """A text as what its type says, and as it is where it does not fit: schemas and servers differ."""
    text = text or ""
    bare = text.strip()
    if isinstance(kind, xsd.Boolean):
        return _TRUTHS.get(bare.lower(), bare or None)
    try:
        if isinstance(kind, (xsd.Integer, xsd.Int, xsd.Long)):
            return int(bare) if bare else None
        if isinstance(kind, (xsd.Decimal, xsd.Float, xsd.Double)):
            return float(bare) if bare else None
    except ValueError:
        return bare
    return text
