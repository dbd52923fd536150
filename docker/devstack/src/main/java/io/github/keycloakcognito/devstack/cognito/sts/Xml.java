package io.github.keycloakcognito.devstack.cognito.sts;

import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes elements; failures of a writer to memory are our own bugs. */
final class Xml {
  private static final String NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";

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

  /** A document of the STS namespace. */
  static String document(String root, Content content) {
    Xml document = new Xml();
    attempt(() -> document.xml.writeStartElement(root));
    attempt(() -> document.xml.writeDefaultNamespace(NAMESPACE));
    content.write(document);
    attempt(document.xml::writeEndElement);
    attempt(document.xml::flush);
    return document.text.toString();
  }

  /** An element with a text. */
  Xml put(String name, String value) {
    attempt(() -> xml.writeStartElement(name));
    attempt(() -> xml.writeCharacters(value));
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

  private static void attempt(Step step) {
    try {
      step.run();
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
  }
}
