package io.github.keycloakcognito.devstack.cognito.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.StringWriter;
import java.util.regex.Pattern;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes elements; failures of a writer to memory are our own bugs. */
final class Xml {
  /** What no XML document can contain, not even escaped; messages repeat input that may have it. */
  private static final Pattern NO_XML =
      Pattern.compile("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]");

  private final StringWriter text = new StringWriter();
  private final XMLStreamWriter xml;

  /** Something that writes. */
  interface Content {
    void write(Xml xml);
  }

  private interface Step {
    void run() throws XMLStreamException;
  }

  private Xml() {
    try {
      xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A document with all its elements in one namespace. */
  static String document(String namespace, String root, Content content) {
    Xml document = new Xml();
    attempt(() -> document.xml.writeStartElement(root));
    attempt(() -> document.xml.writeDefaultNamespace(namespace));
    content.write(document);
    attempt(document.xml::writeEndElement);
    attempt(document.xml::flush);
    return document.text.toString();
  }

  /** An element with a text. */
  Xml put(String name, String value) {
    attempt(() -> xml.writeStartElement(name));
    attempt(() -> xml.writeCharacters(NO_XML.matcher(value).replaceAll("\uFFFD")));
    attempt(xml::writeEndElement);
    return this;
  }

  /** An element with elements. */
  Xml put(String name, Content content) {
    attempt(() -> xml.writeStartElement(name));
    content.write(this);
    attempt(xml::writeEndElement);
    return this;
  }

  /** The members of a JSON object as elements; the items of arrays are called member. */
  Xml put(ObjectNode members) {
    members.properties().forEach(entry -> put(entry.getKey(), entry.getValue()));
    return this;
  }

  private Xml put(String name, JsonNode value) {
    if (value instanceof ObjectNode members) {
      return put(name, xml -> xml.put(members));
    }
    if (value.isArray()) {
      return put(name, xml -> value.forEach(item -> xml.put("member", item)));
    }
    return put(name, value.asText());
  }

  private static void attempt(Step step) {
    try {
      step.run();
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
  }
}
