package io.github.keycloakcognito.devstack.cognito.http;

import java.io.StringWriter;
import java.util.regex.Pattern;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes HTML in XML's syntax: every text and attribute is escaped, whatever is in it. */
final class Html {
  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cs}]");

  private final StringWriter text = new StringWriter();
  private final XMLStreamWriter xml;

  private interface Step {
    void run() throws XMLStreamException;
  }

  Html() {
    text.append("<!DOCTYPE html>\n");
    try {
      xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Opens an element; its attributes are names and values by turns. */
  Html open(String name, String... attributes) {
    attempt(() -> xml.writeStartElement(name));
    return attributes(attributes);
  }

  /** Closes the element that was opened last. */
  Html close() {
    attempt(xml::writeEndElement);
    return this;
  }

  /** An element that never has content. */
  Html empty(String name, String... attributes) {
    attempt(() -> xml.writeEmptyElement(name));
    return attributes(attributes);
  }

  /** An element with a text. */
  Html put(String name, String content, String... attributes) {
    return open(name, attributes).text(content).close();
  }

  /** A text; what cannot be printed is shown as a replacement character. */
  Html text(String content) {
    attempt(() -> xml.writeCharacters(printable(content)));
    return this;
  }

  private Html attributes(String... attributes) {
    for (int i = 0; i < attributes.length; i += 2) {
      String name = attributes[i];
      String value = attributes[i + 1];
      attempt(() -> xml.writeAttribute(name, printable(value)));
    }
    return this;
  }

  private static String printable(String content) {
    return UNPRINTABLE.matcher(content).replaceAll("\uFFFD");
  }

  private static void attempt(Step step) {
    try {
      step.run();
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    attempt(xml::flush);
    return text.toString();
  }
}
